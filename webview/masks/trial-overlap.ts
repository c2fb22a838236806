import { element, setText } from '../dom/element.ts';
import { keyed } from '../dom/keyed.ts';
import { overlapWords, percent, type TrialPair } from './overlap-words.ts';
import { t } from '../../src/shared/text/language.ts';

function makeRow(): HTMLTableRowElement {
  const bar = element('div', { class: 'bar with-chance' }, element('div'), element('i'));
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }),
    element('td', { class: 'number' }),
    element('td', { class: 'number' }),
    element('td', { class: 'bar-cell' }, bar),
  );
}

function update(row: HTMLTableRowElement, { trials, overlap, byChance }: TrialPair): void {
  const words = [t('{0} and {1}', ...trials), percent(overlap), percent(byChance)];
  words.forEach((text, index) => setText(row.cells[index] as Element, text));
  const [bar, chance] = row.querySelectorAll<HTMLElement>('.bar > *');
  if (bar) bar.style.width = percent100(overlap);
  if (chance) chance.style.left = percent100(byChance);
}

const percent100 = (share: number): string => `${100 * share}%`;

/** The overlap of the layer's masks between trials, beside that of random masks. */
export function trialOverlap(): { readonly element: HTMLElement; draw(pairs: readonly TrialPair[], trials: number): void } {
  const words = element('p', { class: 'dim' });
  const body = element('tbody');
  const heads = [t('Trials'), t('Shared'), t('By chance'), t('Mark: chance')];
  const head = element(
    'tr',
    {},
    ...heads.map((text, index) => element('th', { scope: 'col', class: [1, 2].includes(index) ? 'number' : '' }, text)),
  );
  const caption = element('caption', { class: 'visually-hidden' }, t('Overlap of the masks of each two trials'));
  const table = element('table', {}, caption, element('thead', {}, head), body);
  const box = element(
    'div',
    { class: 'scroll-box', role: 'region', 'aria-label': t('Overlap of the masks between trials'), tabindex: 0 },
    table,
  );
  return {
    element: element(
      'section',
      { class: 'overlap', 'aria-label': t('Overlap between trials') },
      element('h2', {}, t('Overlap between trials')),
      words,
      box,
    ),
    draw(pairs, trials) {
      setText(words, overlapWords(pairs, trials));
      box.hidden = pairs.length === 0;
      keyed(body, pairs, ({ trials: [a, b] }) => `${a}-${b}`, makeRow, update);
    },
  };
}
