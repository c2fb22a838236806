import { savingsWords } from '../../src/shared/results/pruning/early-bird.ts';
import { costLegend, type CostRow, costRows, shareWords } from '../../src/shared/results/pruning/ticket-cost.ts';
import { element, setText } from '../dom/element.ts';
import { tableHead } from '../dom/table.ts';
import { formatRemaining } from '../format.ts';
import type { View } from '../model/panel.ts';
import { t } from '../../src/shared/text/language.ts';

function row({ round, finding, training }: CostRow, remaining: number | undefined): HTMLTableRowElement {
  const share = remaining === undefined ? '–' : `${formatRemaining(remaining)} %`;
  const cells = [share, ...[finding, training, finding + training].map(shareWords)];
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
      if (content !== drawn) body.replaceChildren(...rows.map((one) => row(one, remaining.get(one.round))));
      drawn = content;
    },
  };
}
