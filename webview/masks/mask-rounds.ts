import type { TicketDetails } from '../../src/shared/results/ticket/ticket-details.ts';
import { element, setText } from '../dom/element.ts';
import { keyed } from '../dom/keyed.ts';
import { formatCount, formatRemaining } from '../format.ts';
import { t } from '../../src/shared/text/language.ts';

/** Each layer's remaining weights through the rounds of one trial: a bar and a number in every cell. */
export function maskRounds(pick: (round: number) => void): {
  readonly element: HTMLElement;
  draw(tickets: readonly TicketDetails[], shown: number): void;
} {
  const head = element('tr');
  const body = element('tbody');
  const caption = element('caption', { class: 'visually-hidden' }, t('Weights remaining in each layer, by round'));
  const box = { class: 'scroll-box', role: 'region', 'aria-label': t('Weights remaining in each layer, by round'), tabindex: 0 };
  return {
    element: element('div', box, element('table', { class: 'masks' }, caption, element('thead', {}, head), body)),
    draw(tickets, shown) {
      const names = [t('Round'), t('all layers'), ...(tickets[0]?.layers.map(({ name }) => name) ?? [])];
      keyed(
        head,
        names,
        (name) => name,
        () => element('th', { scope: 'col' }),
        setText,
      );
      keyed(
        body,
        tickets,
        ({ round }) => String(round),
        ({ round }) => row(round, pick),
        (node, ticket) => update(node, ticket, shown),
      );
    },
  };
}

function row(round: number, pick: (round: number) => void): HTMLTableRowElement {
  const button = element('button', { type: 'button', class: 'row-button', title: t('Show the mask of round {0}', round) }, String(round));
  return element('tr', { onclick: () => pick(round) }, element('th', { scope: 'row' }, button));
}

function update(node: HTMLTableRowElement, ticket: TicketDetails, shown: number): void {
  node.classList.toggle('inspected', ticket.round === shown);
  const sum = ticket.layers.reduce((total, layer) => ({ total: total.total + layer.total, remaining: total.remaining + layer.remaining }), {
    total: 0,
    remaining: 0,
  });
  const shares = [sum, ...ticket.layers];
  while (node.cells.length <= shares.length) node.append(cell());
  shares.forEach(({ remaining, total }, index) => {
    const target = node.cells[index + 1] as HTMLTableCellElement;
    const share = total > 0 ? remaining / total : 0;
    (target.querySelector('.bar > div') as HTMLElement).style.width = `${share * 100}%`;
    setText(target.querySelector('.share') as Element, `${formatRemaining(share)} %`);
    target.title = t('{0} of {1} weights', formatCount(remaining), formatCount(total));
  });
}

const cell = (): HTMLElement =>
  element(
    'td',
    {},
    element('div', { class: 'bar-number' }, element('div', { class: 'bar' }, element('div')), element('span', { class: 'share' })),
  );
