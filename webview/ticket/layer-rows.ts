import type { LayerDetails, TicketDetails } from '../../src/shared/results/ticket/ticket-details.ts';
import { layerKindWords } from '../../src/shared/results/ticket/layer-words.ts';
import { element, setText } from '../dom/element.ts';
import { keyed } from '../dom/keyed.ts';
import { numberCell, setNumber } from '../dom/table.ts';
import { formatCount, formatRemaining } from '../format.ts';
import { t } from '../../src/shared/text/language.ts';

type LayerRow = Pick<LayerDetails, 'name' | 'shape' | 'total' | 'remaining'> & Partial<LayerDetails>;

const classes = ['', 'kind', '', 'number', 'number', 'number', 'bar-cell'];

/** A table of the ticket's layers: kind, shape, counts, what remains as a bar. */
export function layerTable(caption: string): { readonly element: HTMLElement; draw(ticket: TicketDetails): void } {
  const body = element('tbody');
  const names = [t('Layer'), t('Kind'), t('Shape'), t('Weights'), t('Remaining'), '%', t('Share remaining')];
  const head = element('tr', {}, ...names.map((name, index) => element('th', { scope: 'col', class: classes[index] ?? '' }, name)));
  const table = element(
    'table',
    { class: 'layers' },
    element('caption', { class: 'visually-hidden' }, caption),
    element('thead', {}, head),
    body,
  );
  return {
    element: element('div', { class: 'scroll-box', role: 'region', 'aria-label': caption, tabindex: 0 }, table),
    draw: (ticket) => keyed(body, [...ticket.layers, totalOf(ticket)], ({ name }) => name, make, update),
  };
}

function totalOf({ layers }: TicketDetails): LayerRow {
  const sum = (of: (layer: LayerRow) => number): number => layers.reduce((total, layer) => total + of(layer), 0);
  return { name: t('all layers'), shape: [], total: sum(({ total }) => total), remaining: sum(({ remaining }) => remaining) };
}

function make({ kind, shape }: LayerRow): HTMLTableRowElement {
  const bar = element('td', { class: 'bar-cell' }, element('div', { class: 'bar' }, element('div')));
  const words = [
    element('td', { class: 'dim kind' }, kind ? layerKindWords(kind) : ''),
    element('td', { class: 'dim' }, shape.join(' × ')),
  ];
  const cells = [...words, numberCell(), numberCell(), numberCell(), bar];
  return element('tr', { class: shape.length > 0 ? '' : 'total' }, element('th', { scope: 'row' }), ...cells);
}

function update(row: HTMLTableRowElement, { name, total, remaining }: LayerRow): void {
  const share = total > 0 ? remaining / total : 0;
  setText(row.cells[0] as Element, name);
  setNumber(row.cells[3] as Element, formatCount(total));
  setNumber(row.cells[4] as Element, formatCount(remaining));
  setNumber(row.cells[5] as Element, formatRemaining(share), ' %');
  (row.querySelector('.bar > div') as HTMLElement).style.width = `${share * 100}%`;
}
