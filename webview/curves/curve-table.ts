import type { FigureLine } from '../../src/shared/figures/figure/figure.ts';
import { element, setText } from '../dom/element.ts';
import { keyed } from '../dom/keyed.ts';
import { numberCell, setNumber } from '../dom/table.ts';
import { formatCount, formatThreeDigits } from '../format.ts';
import { t } from '../../src/shared/text/language.ts';
import { formatDecimals } from '../../src/shared/text/format.ts';

interface CurveTable {
  readonly element: HTMLElement;
  draw(lines: readonly FigureLine[]): void;
}

/** The curves' twin; its rows are made only while it is open. @param percent Whether the numbers are percentages. */
export function curveTable(name: string, percent: boolean): CurveTable {
  const head = element('tr');
  const body = element('tbody');
  const table = element('table', {}, element('caption', { class: 'visually-hidden' }, name), element('thead', {}, head), body);
  const box = element('div', { class: 'scroll-box tall', role: 'region', 'aria-label': t('Table: {0}', name), tabindex: 0 }, table);
  const details = element('details', {}, element('summary', {}, t('Table: {0}', name)), box);
  let redraw = (): void => undefined;
  details.addEventListener('toggle', () => redraw());
  return {
    element: details,
    draw(lines) {
      redraw = () => (details.open ? fill(head, body, lines, percent) : undefined);
      redraw();
    },
  };
}

function fill(head: Element, body: Element, lines: readonly FigureLine[], percent: boolean): void {
  const iterations = [...new Set(lines.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b);
  const values = lines.map(({ points }) => new Map(points.map(({ x, y }) => [x, y])));
  const words = (value: number | undefined): string | null =>
    value === undefined ? null : percent ? formatDecimals(value, 2) : formatThreeDigits(value);
  keyed(
    head,
    [t('Iteration'), ...lines.map(({ label }) => label)],
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
      values.forEach((value, index) => setNumber(row.children[index + 1] as Element, words(value.get(iteration)), percent ? ' %' : ''));
    },
  );
}
