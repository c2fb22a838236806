import { element } from './element.ts';

/** A row of column heads: words first, then numbers. */
export function tableHead(first: string, ...numbers: readonly string[]): HTMLElement {
  const cells = numbers.map((text) => element('th', { scope: 'col', class: 'number' }, text));
  return element('thead', {}, element('tr', {}, element('th', { scope: 'col', class: '' }, first), ...cells));
}
