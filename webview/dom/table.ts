import { element, setAttribute, setText } from './element.ts';

/** A row of column heads: words first, then numbers. */
export function tableHead(first: string, ...numbers: readonly string[]): HTMLElement {
  const cells = numbers.map((text) => element('th', { scope: 'col', class: 'number' }, text));
  return element('thead', {}, element('tr', {}, element('th', { scope: 'col', class: '' }, first), ...cells));
}

/** A cell with a number and something small and dim after it. */
export function numberCell(attributes: Readonly<Record<string, string>> = {}): HTMLTableCellElement {
  return element('td', { ...attributes, class: `number ${attributes['class'] ?? ''}`.trim() }, element('span'), element('small'));
}

export function setNumber(cell: Element, text: string | null, unit = '', title: string | null = null): void {
  setText(cell.children[0] as Element, text ?? '–');
  setText(cell.children[1] as Element, text === null ? '' : unit);
  cell.classList.toggle('none', text === null);
  setAttribute(cell, 'title', title);
}

/**
 * Makes a table whose rows are blocks where it is too narrow for columns (styles/stacks.css): there each cell has the words of its column before it.
 * @param heads Words of the columns after the first, which heads its block by itself.
 */
export function stackRow(row: HTMLTableRowElement, heads: readonly string[]): HTMLTableRowElement {
  heads.forEach((words, index) => row.cells[index + 1]?.setAttribute('data-column', words));
  return row;
}
