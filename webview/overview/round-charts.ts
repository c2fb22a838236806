import type { ExperimentDocument } from '../../src/shared/results/experiment.ts';
import type { Figure } from '../../src/shared/figures/figure.ts';
import { accuracyFigure, stopFigure } from '../../src/shared/figures/round-figures.ts';
import type { ChartFrame } from '../charts/chart-frame.ts';
import { chartFrame } from '../charts/chart-frame.ts';
import { roundAxis, useRoundAxis } from '../charts/round-axis.ts';
import { roundLines } from '../charts/round-lines.ts';
import { element } from '../dom/element.ts';
import { exportMenu } from '../figures/export-menu.ts';
import type { Measure } from '../measure.ts';
import { accuracyFloor, setFloor } from './accuracy-floor.ts';
import { accuracyMeasure, stopMeasure } from '../measure.ts';
import type { Panel, View } from '../panel.ts';
import { seriesOf } from '../series.ts';
import { ticketName } from '../ticket-names.ts';

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
