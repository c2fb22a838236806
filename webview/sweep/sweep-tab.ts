import { memberLook, sweepFigure } from '../../src/shared/figures/sweep-figure.ts';
import type { SweepPoint, SweepRow } from '../../src/shared/results/sweep-row.ts';
import { chartFrame } from '../charts/chart-frame.ts';
import type { BandPoint, Line } from '../charts/line-set.ts';
import { roundAxis, useRoundAxis } from '../charts/round-axis.ts';
import { element } from '../dom/element.ts';
import { exportMenu } from '../figures/export-menu.ts';
import { formatAccuracy, formatRemaining } from '../format.ts';
import type { Panel, View } from '../model/panel.ts';
import { sweepTable } from './sweep-table.ts';

function pointOf(values: string, { round, remaining, testAccuracy }: SweepPoint): BandPoint[] {
  if (testAccuracy === null || remaining <= 0) return [];
  const y = 100 * testAccuracy;
  const words = `${values}, ${formatRemaining(remaining)} % remaining: ${formatAccuracy(testAccuracy)} %`;
  return [{ x: Math.abs(Math.log(remaining)), y, low: y, high: y, open: false, round, words }];
}

/** A line a member. */
function sweepLines(rows: readonly SweepRow[]): Line[] {
  return rows.map(({ experiment, values, rounds }, index) => {
    const { color, dash, marker } = memberLook(index);
    const points = rounds.flatMap((point) => pointOf(values, point));
    return { key: experiment, points, color: `--series-${color}`, dash, point: marker, width: 2, hidden: false };
  });
}

/** Members may have rounds of other sizes. */
const sizesOf = (rows: readonly SweepRow[]): readonly { readonly remaining: number }[] =>
  [...new Set(rows.flatMap(({ rounds }) => rounds.map(({ remaining }) => remaining)))].map((remaining) => ({ remaining }));

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
      chart.draw(sweepLines(sweep), 'The table below holds the same numbers.', (drawn) => useRoundAxis(drawn, axis));
      table.update(now);
    },
  };
}
