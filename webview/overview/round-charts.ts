import type { Figure } from '../../src/shared/figures/figure.ts';
import { accuracyFigure, stopFigure } from '../../src/shared/figures/round-figures.ts';
import type { ExperimentDocument, RoundSummary } from '../../src/shared/results/experiment.ts';
import { type SeriesName, seriesNames } from '../../src/shared/specs/series.ts';
import { type ChartFrame, chartFrame } from '../charts/chart-frame.ts';
import type { LineChart } from '../charts/create-chart.ts';
import type { BandPoint, Line } from '../charts/line-set.ts';
import { type RoundAxis, roundAxis, useRoundAxis } from '../charts/round-axis.ts';
import { element } from '../dom/element.ts';
import { exportMenu } from '../figures/export-menu.ts';
import { formatRemaining } from '../format.ts';
import { accuracyMeasure, type Measure, stopMeasure } from './measure.ts';
import type { Panel, View } from '../model/panel.ts';
import { seriesOf, seriesStyles } from '../charts/series.ts';
import { ticketName } from '../model/ticket-names.ts';

/** Points of accuracy below the best that the axis still shows; networks that have collapsed would flatten all others. */
const depth = 6;

/** Where the accuracy axis starts, in percent, if something lies further down; null where everything fits. */
function accuracyFloor({ rounds }: ExperimentDocument): number | null {
  const spreads = rounds.flatMap(({ series }) => seriesNames.flatMap((name) => series[name]?.testAccuracyAtEarlyStop ?? []));
  if (spreads.length === 0) return null;
  const best = 100 * Math.max(...spreads.map(({ max }) => max));
  const worst = 100 * Math.min(...spreads.map(({ min }) => min));
  return best - worst > 2 * depth ? Math.floor(best - depth) : null;
}

function setFloor(chart: LineChart, floor: number | null): void {
  const y = chart.options.scales?.['y'];
  if (!y) return;
  if (floor === null) delete y.min;
  else y.min = floor;
}

/** The lines of a chart over rounds: the dense network across, and each series with its band. */
function roundLines(document: ExperimentDocument, measure: Measure, axis: RoundAxis, hidden: readonly string[]): Line[] {
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

const xTitle = 'weights remaining, %';
const description = 'The table below holds the same numbers.';

/** The two figures of the paper: test accuracy at early stop, and the early-stopping iteration, against weights remaining. */
export function roundCharts(panel: Panel): View {
  const pick = (round: number): void => panel.inspect(ticketName(panel.state.experiment, 1, round));
  const accuracy = chartFrame('Test accuracy at early stop', '%', { xTitle, yUnit: 'percent', pick });
  const stop = chartFrame('Early-stopping iteration', 'iterations', { xTitle, yUnit: 'count', pick });
  accuracy.action(exportMenu(panel, 'test accuracy at early stop', () => shownFigure(panel, accuracyFigure)));
  stop.action(exportMenu(panel, 'early-stopping iteration', () => shownFigure(panel, stopFigure)));
  return {
    element: element('div', { class: 'charts' }, accuracy.element, stop.element),
    update({ snapshot: { document }, state }) {
      if (!document || document.rounds.length === 0) return;
      const floor = accuracyFloor(document);
      accuracy.note(floor === null ? '%' : '%, lower points only in the table');
      draw(accuracy, document, accuracyMeasure, state.hiddenSeries, floor);
      draw(stop, document, stopMeasure, state.hiddenSeries, 0);
    },
  };
}

/** With the series that are not hidden. */
function shownFigure({ snapshot: { document }, state }: Panel, figure: typeof accuracyFigure): Figure | null {
  const names = document ? seriesOf(document).filter((name) => !state.hiddenSeries.includes(name)) : [];
  return document && figure(document, names);
}

function draw(frame: ChartFrame, document: ExperimentDocument, measure: Measure, hidden: readonly string[], floor: number | null): void {
  const axis = roundAxis(document.rounds);
  frame.draw(roundLines(document, measure, axis, hidden), description, (chart) => {
    useRoundAxis(chart, axis);
    setFloor(chart, floor);
  });
}
