import type { Line } from '../charts/line-set.ts';
import { element } from '../dom/element.ts';
import { keyed } from '../dom/keyed.ts';
import { numberCell, setNumber } from '../dom/number-cell.ts';
import { setText } from '../dom/text.ts';
import { formatCount } from '../format.ts';

/** The curves' twin; its rows are made only while it is open. */
export function curveTable(): { readonly element: HTMLElement; draw(lines: readonly Line[], labels: readonly string[]): void } {
  const head = element('tr');
  const body = element('tbody');
  const table = element(
    'table',
    {},
    element('caption', { class: 'visually-hidden' }, 'Accuracy by iteration'),
    element('thead', {}, head),
    body,
  );
  const box = element('div', { class: 'scroll-box tall', role: 'region', 'aria-label': 'Table of the curves', tabindex: 0 }, table);
  const details = element('details', {}, element('summary', {}, 'Table of these curves'), box);
  let redraw = (): void => undefined;
  details.addEventListener('toggle', () => redraw());
  return {
    element: details,
    draw(lines, labels) {
      redraw = () => (details.open ? fill(head, body, lines, labels) : undefined);
      redraw();
    },
  };
}

function fill(head: Element, body: Element, lines: readonly Line[], labels: readonly string[]): void {
  const iterations = [...new Set(lines.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b);
  const values = lines.map(({ points }) => new Map(points.map(({ x, y }) => [x, y])));
  keyed(
    head,
    ['Iteration', ...labels],
    (label) => label,
    () => element('th', { scope: 'col', class: 'number' }),
    setText,
  );
  keyed(
    body,
    iterations,
    String,
    () => element('tr', {}, element('th', { scope: 'row', class: 'number' })),
    (row, iteration) => {
      setText(row.children[0] as Element, formatCount(iteration));
      while (row.children.length <= lines.length) row.append(numberCell());
      while (row.children.length > lines.length + 1) row.lastElementChild?.remove();
      values.forEach((value, index) => setNumber(row.children[index + 1] as Element, value.get(iteration)?.toFixed(2) ?? null, ' %'));
    },
  );
}
