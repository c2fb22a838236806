import type { TrainingSummary } from '../../src/shared/results/experiment.ts';
import { element } from '../dom/element.ts';
import { keyed } from '../dom/keyed.ts';
import { numberCell, setNumber } from '../dom/number-cell.ts';
import { setText } from '../dom/text.ts';
import { formatAccuracy, formatAtLeast, formatCount } from '../format.ts';

/** What became of the ticket when it was trained again. */
export function retrainings(): { readonly element: HTMLElement; draw(trainings: readonly TrainingSummary[]): void } {
  const body = element('tbody');
  const heads = ['Changed', 'Test accuracy', 'stop'].map((name, index) =>
    element('th', { scope: 'col', class: index > 0 ? 'number' : '' }, name),
  );
  const table = element('table', {}, element('caption', {}, 'Retrainings'), element('thead', {}, element('tr', {}, ...heads)), body);
  return {
    element: table,
    draw(trainings) {
      table.hidden = trainings.length === 0;
      keyed(body, trainings, ({ role, hash }) => `${role}/${hash}`, make, update);
    },
  };
}

const make = (): HTMLTableRowElement => element('tr', {}, element('th', { scope: 'row' }), numberCell(), numberCell());

function update(row: HTMLTableRowElement, training: TrainingSummary): void {
  const stop = training.earlyStopIteration;
  setText(row.cells[0] as Element, training.retraining ?? 'nothing: the same bits');
  setNumber(row.cells[1] as Element, formatAccuracy(training.testAccuracyAtEarlyStop), ' %');
  setNumber(row.cells[2] as Element, training.censored ? formatAtLeast(stop) : formatCount(stop));
}
