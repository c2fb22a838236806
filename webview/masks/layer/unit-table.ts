import { element } from '../../dom/element.ts';
import { tableHead } from '../../dom/table.ts';
import { formatCount, formatRemaining } from '../../format.ts';
import type { Survivors } from './layer-bits.ts';
import { rowHead } from './mask-words.ts';
import { t } from '../../../src/shared/text/language.ts';

interface UnitTable {
  readonly element: HTMLElement;
  draw(survivors: Survivors, shape: readonly number[]): void;
}

function row(unit: number, left: number, of: number): HTMLTableRowElement {
  const cells = [t('{0} of {1}', formatCount(left), formatCount(of)), `${formatRemaining(left / Math.max(1, of))} %`];
  return element('tr', {}, element('th', { scope: 'row' }, String(unit)), ...cells.map((text) => element('td', { class: 'number' }, text)));
}

/** The picture's twin; its rows are made only while it is open. */
export function unitTable(): UnitTable {
  const table = element('table');
  const name = t('Survivors of each unit');
  const box = element('div', { class: 'scroll-box tall', role: 'region', 'aria-label': name, tabindex: 0 }, table);
  const details = element('details', {}, element('summary', {}, t('Table of the survivors of each unit')), box);
  let fill = (): void => undefined;
  details.addEventListener('toggle', () => fill());
  return {
    element: details,
    draw({ rows, columns }, shape) {
      fill = () => {
        if (!details.open) return;
        const head = tableHead(rowHead(shape), t('Weights that remain'), t('Share'));
        const body = element('tbody', {}, ...Array.from(rows, (left, unit) => row(unit + 1, left, columns.length)));
        table.replaceChildren(element('caption', { class: 'visually-hidden' }, name), head, body);
      };
      fill();
    },
  };
}
