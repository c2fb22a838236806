import { lineLook } from '../../src/shared/figures/series-looks.ts';
import type { ExperimentDocument, RoundSummary } from '../../src/shared/results/experiment.ts';
import { type SeriesName, seriesNames, seriesWords } from '../../src/shared/specs/series.ts';
import type { RoundAxis } from '../charts/chart-axes.ts';
import type { BandPoint, Line } from '../charts/line.ts';
import { seriesOf } from '../charts/series.ts';
import { formatRemaining } from '../format.ts';
import type { Measure } from './measure.ts';

/** Points of accuracy below the best that the axis still shows; networks that have collapsed would flatten all others. */
const depth = 6;

/** Where the accuracy axis starts, in percent, if something lies further down; null where everything fits. */
export function accuracyFloor({ rounds }: Pick<ExperimentDocument, 'rounds'>): number | null {
  const spreads = rounds.flatMap(({ series }) => seriesNames.flatMap((name) => series[name]?.testAccuracyAtEarlyStop ?? []));
  if (spreads.length === 0) return null;
  const best = 100 * Math.max(...spreads.map(({ max }) => max));
  const worst = 100 * Math.min(...spreads.map(({ min }) => min));
  return best - worst > 2 * depth ? Math.floor(best - depth) : null;
}

/** The lines of a chart over rounds: each series with its band, and the dense network across. */
export function roundLines(document: ExperimentDocument, measure: Measure, axis: RoundAxis, hidden: readonly string[]): Line[] {
  const series = seriesOf(document).map((name) => ({
    key: name,
    points: document.rounds.flatMap((round) => pointOf(document, round, name, measure, axis)),
    ...lineLook(name),
    width: 2,
    hidden: hidden.includes(name),
  }));
  return [...series, denseLine(series[0]?.points ?? [], axis)];
}

function pointOf(document: ExperimentDocument, round: RoundSummary, name: SeriesName, measure: Measure, axis: RoundAxis): BandPoint[] {
  const value = measure.read(document, round, name);
  if (!value) return [];
  const words = `${seriesWords[name].title}, ${formatRemaining(round.remaining)} % remaining: ${measure.words(value)}`;
  const scaled = { y: value.mean * measure.scale, low: value.min * measure.scale, high: value.max * measure.scale };
  return [{ x: axis.at(round), ...scaled, open: value.bound !== 'exact', round: round.round, words }];
}

function denseLine(ticket: readonly BandPoint[], { axes: { xMin = 0, xMax = 0 } }: RoundAxis): Line {
  const dense = ticket.find(({ round }) => round === 0);
  const across = dense && { ...dense, low: dense.y, high: dense.y, round: null, words: 'dense network' };
  const points = across ? [xMin, xMax].map((x) => ({ ...across, x })) : [];
  return { key: 'dense', points, color: 'dim', dash: [1, 3], marker: null, width: 1, hidden: false };
}
