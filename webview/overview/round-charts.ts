import type { Figure } from '../../src/shared/figures/figure.ts';
import { accuracyFigure, stopFigure } from '../../src/shared/figures/round-figures.ts';
import { ticketName } from '../../src/shared/results/ticket-name.ts';
import { roundAxis } from '../charts/chart-axes.ts';
import { chartFrame } from '../charts/chart-frame.ts';
import { seriesOf } from '../charts/series.ts';
import { element } from '../dom/element.ts';
import { exportMenu } from '../figures/export-menu.ts';
import type { Panel, View } from '../model/panel.ts';
import { accuracyMeasure, stopMeasure } from './measure.ts';
import { accuracyFloor, roundLines } from './round-lines.ts';

const xTitle = 'weights remaining, %';
const description = 'The table below holds the same numbers.';

/** The two figures of the paper: test accuracy at early stop, and the early-stopping iteration, against weights remaining. */
export function roundCharts(panel: Panel): View {
  const pick = (round: number): void => panel.inspect(ticketName({ experiment: panel.state.experiment, trial: 1, round }));
  const accuracy = chartFrame('Test accuracy at early stop', '%', { xTitle, yUnit: 'percent', pick });
  const stop = chartFrame('Early-stopping iteration', 'iterations', { xTitle, yUnit: 'count', pick });
  accuracy.action(exportMenu(panel, 'test accuracy at early stop', () => shownFigure(panel, accuracyFigure)));
  stop.action(exportMenu(panel, 'early-stopping iteration', () => shownFigure(panel, stopFigure)));
  return {
    element: element('div', { class: 'charts' }, accuracy.element, stop.element),
    update({ snapshot: { document }, state: { hiddenSeries } }) {
      if (!document || document.rounds.length === 0) return;
      const axis = roundAxis(document.rounds);
      const floor = accuracyFloor(document);
      accuracy.note(floor === null ? '%' : '%, lower points only in the table');
      const accuracyAxes = floor === null ? axis.axes : { ...axis.axes, yMin: floor };
      accuracy.draw(roundLines(document, accuracyMeasure, axis, hiddenSeries), description, accuracyAxes);
      stop.draw(roundLines(document, stopMeasure, axis, hiddenSeries), description, { ...axis.axes, yMin: 0 });
    },
  };
}

/** With the series that are not hidden. */
function shownFigure({ snapshot: { document }, state }: Panel, figure: typeof accuracyFigure): Figure | null {
  const names = document ? seriesOf(document).filter((name) => !state.hiddenSeries.includes(name)) : [];
  return document && figure(document, names);
}
