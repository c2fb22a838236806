import { setAttribute } from './attribute.ts';
import { element } from './element.ts';
import { setText } from './text.ts';

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
