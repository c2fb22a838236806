import { element } from '../dom/element.ts';
import { keyed } from '../dom/keyed.ts';
import { numberCell, setNumber } from '../dom/number-cell.ts';
import { formatCount, formatRemaining } from '../format.ts';

/** The columns' twin; its rows are made only while it is open. */
export function filterTable(): { readonly element: HTMLElement; draw(counts: readonly number[], weights: number): void } {
  const body = element('tbody');
  const heads = ['Filter', 'Remaining', '%'].map((name) => element('th', { scope: 'col', class: 'number' }, name));
  const caption = element('caption', { class: 'visually-hidden' }, 'Weights that remain, by filter');
  const table = element('table', {}, caption, element('thead', {}, element('tr', {}, ...heads)), body);
  const box = element('div', { class: 'scroll-box tall', role: 'region', 'aria-label': 'Table of the filters', tabindex: 0 }, table);
  const details = element('details', { class: 'filter-table' }, element('summary', {}, 'Table of the filters'), box);
  let redraw = (): void => undefined;
  details.addEventListener('toggle', () => redraw());
  return {
    element: details,
    draw(counts, weights) {
      redraw = () => (details.open ? fill(body, counts, weights) : undefined);
      redraw();
    },
  };
}

function fill(body: Element, counts: readonly number[], weights: number): void {
  keyed(
    body,
    counts.map((count, filter) => ({ count, filter })),
    ({ filter }) => String(filter),
    ({ filter }) => element('tr', {}, element('th', { scope: 'row', class: 'number' }, String(filter + 1)), numberCell(), numberCell()),
    (row, { count }) => {
      setNumber(row.children[1] as Element, formatCount(count), ` of ${formatCount(weights)}`);
      setNumber(row.children[2] as Element, formatRemaining(count / weights), ' %');
    },
  );
}
