import { sweepFigure } from '../../src/shared/figures/sweep-figure.ts';
import { chartFrame } from '../charts/chart-frame.ts';
import { roundAxis } from '../charts/chart-axes.ts';
import { element } from '../dom/element.ts';
import { exportMenu } from '../figures/export-menu.ts';
import type { Panel, View } from '../model/panel.ts';
import { sizesOf, sweepLines } from './sweep-lines.ts';
import { sweepTable } from './sweep-table.ts';

/** The members of a sweep side by side: their tickets' accuracies in one chart, and the numbers. */
export function sweepTab(panel: Panel): View {
  const chart = chartFrame('Test accuracy at early stop', '%', { xTitle: 'weights remaining, %', yUnit: 'percent', pick: () => undefined });
  const table = sweepTable(panel);
  chart.action(exportMenu(panel, 'the sweep', () => sweepFigure(panel.snapshot.sweep ?? [])));
  const none = element(
    'p',
    { class: 'empty-note' },
    'This experiment belongs to no sweep. Lists of values under "sweep" in a config make one.',
  );
  const full = element('div', {}, element('div', { class: 'charts' }, chart.element), table.element);
  return {
    element: element('div', {}, none, full),
    update(now) {
      const { sweep = [] } = now.snapshot;
      none.hidden = sweep.length > 0;
      full.hidden = sweep.length === 0;
      if (sweep.length === 0) return;
      const axis = roundAxis(sizesOf(sweep));
      chart.draw(sweepLines(sweep, axis), 'The table below holds the same numbers.', axis.axes);
      table.update(now);
    },
  };
}
