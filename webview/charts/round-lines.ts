import type { ExperimentDocument, RoundSummary, SeriesName } from '../../src/shared/results/experiment.ts';
import { formatRemaining } from '../format.ts';
import type { Measure } from '../measure.ts';
import { seriesOf, seriesStyles } from '../series.ts';
import type { BandPoint } from './band-point.ts';
import type { Line } from './line-set.ts';
import type { RoundAxis } from './round-axis.ts';

/** The lines of a chart over rounds: the dense network across, and each series with its band. */
export function roundLines(document: ExperimentDocument, measure: Measure, axis: RoundAxis, hidden: readonly string[]): Line[] {
  const series = seriesOf(document).map((name) => ({
    key: name,
    points: document.rounds.map((round) => pointOf(document, round, name, measure, axis)).filter((point) => point !== null),
    ...seriesStyles[name],
    width: 2,
    hidden: hidden.includes(name),
  }));
  return [...series, denseLine(series[0]?.points ?? [], axis)];
}

function pointOf(document: ExperimentDocument, round: RoundSummary, name: SeriesName, measure: Measure, axis: RoundAxis): BandPoint | null {
  const value = measure.read(document, round, name);
  if (!value) return null;
  const words = `${seriesStyles[name].label}, ${formatRemaining(round.remaining)} % remaining: ${measure.words(value)}`;
  const scaled = { y: value.mean * measure.scale, low: value.min * measure.scale, high: value.max * measure.scale };
  return { x: axis.at(round), ...scaled, open: value.bound, round: round.round, words };
}

function denseLine(ticket: readonly BandPoint[], axis: RoundAxis): Line {
  const dense = ticket.find(({ round }) => round === 0);
  const ends = dense ? [axis.ticks[0]?.value ?? 0, Math.max(axis.ticks.at(-1)?.value ?? 0, 0.25)] : [];
  const points = ends.map((x) => ({
    ...(dense as BandPoint),
    x,
    low: (dense as BandPoint).y,
    high: (dense as BandPoint).y,
    round: null,
    words: 'dense network',
  }));
  return { key: 'dense', points, color: '--dim', dash: [1, 3], point: false, width: 1, hidden: false };
}
