import { type FactSide, type VerdictRow, verdictRows } from '../../src/shared/results/verdict/verdict-rows.ts';
import { doubtWords } from '../../src/shared/results/verdict/verdict-words.ts';
import type { VerdictData } from '../../src/shared/results/verdict/verdict.ts';
import { element, setAttribute, setText } from '../dom/element.ts';
import { keyed } from '../dom/keyed.ts';
import { unbroken } from '../format.ts';
import { t } from '../../src/shared/text/language.ts';

const signs: Readonly<Record<FactSide, readonly [icon: string, words: () => string]>> = {
  for: ['check', () => t('speaks for the ticket')],
  against: ['close', () => t('speaks against it')],
  open: ['question', () => t({ message: 'open', comment: 'not decided' })],
};

/** Roles are named because in a narrow panel rows are laid out as grids, which by itself takes them from a screen reader. */
const make = (): HTMLTableRowElement =>
  element(
    'tr',
    { role: 'row' },
    element('th', { scope: 'row', role: 'rowheader' }),
    element('td', { role: 'cell' }, element('span', { role: 'img' })),
    element('td', { role: 'cell', class: 'number' }),
    element('td', { role: 'cell', class: 'dim' }),
    element('td', { role: 'cell' }),
  );

function update(row: HTMLTableRowElement, { name, side, ticket, other, difference }: VerdictRow): void {
  const [icon, words] = signs[side];
  const sign = row.cells[1]?.firstElementChild as Element;
  setAttribute(sign, 'class', `codicon codicon-${icon} fact-${side}`);
  setAttribute(sign, 'aria-label', words());
  setText(row.cells[0] as Element, name);
  [ticket, other, difference].forEach((text, index) => setText(row.cells[index + 2] as Element, unbroken(text)));
}

interface VerdictFacts {
  readonly element: HTMLElement;
  /** @param verdict null where there is none. @param text The whole of it in sentences. */
  draw(verdict: VerdictData | null, text: string): void;
}

/** Accuracy, early stop and controls in aligned rows; how much it proves; and all of it in sentences, with its intervals, when one asks. */
export function verdictFacts(): VerdictFacts {
  const body = element('tbody', { role: 'rowgroup' });
  const table = element(
    'table',
    { class: 'facts-table', role: 'table' },
    element('caption', { class: 'visually-hidden' }, t('What the verdict rests on')),
    body,
  );
  const doubt = element('p', { class: 'dim' });
  const text = element('p');
  const details = element('details', {}, element('summary', {}, t('Details')), text);
  const box = element('div', { class: 'verdict-facts' }, table, doubt, details);
  return {
    element: box,
    draw(verdict, words) {
      const rows = verdict ? verdictRows(verdict) : [];
      box.hidden = rows.length === 0;
      if (!verdict || box.hidden) return;
      keyed(body, rows, ({ key }) => key, make, update);
      setText(doubt, doubtWords(verdict));
      doubt.hidden = doubt.textContent === '';
      setText(text, unbroken(words));
    },
  };
}
