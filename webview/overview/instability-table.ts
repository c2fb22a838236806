import { instabilityRows } from '../../src/shared/results/instability-rows.ts';
import type { InstabilityRow } from '../../src/shared/results/instability-rows.ts';
import { element } from '../dom/element.ts';
import { tableHead } from '../dom/table-head.ts';
import { formatAccuracy, formatRemaining } from '../format.ts';
import type { View } from '../panel.ts';

function row({ round, remaining, errorBarrier, lossBarrier, trials }: InstabilityRow): HTMLTableRowElement {
  const cells = [`${formatRemaining(remaining)} %`, formatAccuracy(errorBarrier), lossBarrier.toFixed(4), String(trials)];
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, String(round)),
    ...cells.map((text) => element('td', { class: 'number' }, text)),
  );
}

/** Barriers between tickets and their copies in another data order; hidden where none is measured. */
export function instabilityTable(): View {
  const body = element('tbody');
  const head = tableHead('Round', 'Weights remaining', 'Error barrier, points', 'Loss barrier', 'Trials');
  const table = element('table', {}, element('caption', {}, 'Instability: the line between two data orders'), head, body);
  const box = element('div', { class: 'scroll-box', role: 'region', 'aria-label': 'Table of instability', tabindex: 0 }, table);
  return {
    element: box,
    update({ snapshot: { document } }) {
      const rows = document ? instabilityRows(document).map(row) : [];
      box.hidden = rows.length === 0;
      body.replaceChildren(...rows);
    },
  };
}
