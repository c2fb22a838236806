import { savingsWords } from '../../src/shared/results/pruning/early-bird.ts';
import { costCells, costLegend, costRows } from '../../src/shared/results/pruning/ticket-cost.ts';
import { element, setText } from '../dom/element.ts';
import { tableHead } from '../dom/table.ts';
import { formatRemaining } from '../format.ts';
import type { View } from '../model/panel.ts';
import { t } from '../../src/shared/text/language.ts';

function row(round: number, remaining: number | undefined, costs: readonly string[]): HTMLTableRowElement {
  const share = remaining === undefined ? '–' : `${formatRemaining(remaining)} %`;
  const cells = [share, ...costs];
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, String(round)),
    ...cells.map((text) => element('td', { class: 'number' }, text)),
  );
}

/** What the tickets of each round cost, means over the trials; hidden before there is one. */
export function costsTable(): View {
  const body = element('tbody');
  const head = tableHead(t('Round'), t('Weights remaining'), t('To find'), t('To train'), t('Both'));
  const table = element('table', {}, element('caption', {}, t('Cost of a ticket, in dense trainings')), head, body);
  const scroll = element('div', { class: 'scroll-box', role: 'region', 'aria-label': t('Table of costs'), tabindex: 0 }, table);
  const saved = element('p');
  const box = element('div', { class: 'costs' }, scroll, element('p', { class: 'dim' }, costLegend()), saved);
  let drawn = '';
  return {
    element: box,
    update({ snapshot: { document } }) {
      const rows = costRows(document?.costs ?? []);
      const remaining = new Map(document?.rounds.map((round) => [round.round, round.remaining]));
      saved.hidden = !document?.saved;
      setText(saved, document?.saved ? savingsWords(document.saved) : '');
      box.hidden = rows.length === 0;
      const content = JSON.stringify([rows, [...remaining]]);
      const cells = costCells(rows);
      if (content !== drawn) body.replaceChildren(...rows.map(({ round }, index) => row(round, remaining.get(round), cells[index] ?? [])));
      drawn = content;
    },
  };
}
