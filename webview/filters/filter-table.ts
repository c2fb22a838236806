import { element, setAttribute, setText } from '../dom/element.ts';
import { keyed } from '../dom/keyed.ts';
import { numberCell, setNumber } from '../dom/table.ts';
import { formatCount, formatRemaining } from '../format.ts';
import { t } from '../../src/shared/text/language.ts';

/** A column for each filter: how many of its weights remain. A press picks the filter, as the list beside it does. */
export function filterBars(pick: (filter: number) => void): {
  readonly element: HTMLElement;
  draw(counts: readonly number[], weights: number, chosen: number): void;
} {
  const bars = element('div', { class: 'filter-bars', role: 'img' });
  const [most, last] = [element('span', { class: 'dim' }), element('span')];
  const head = element('figcaption', { class: 'chart-head' }, element('h3', {}, t('Weights that remain, by filter')), most);
  const feet = element('div', { class: 'filter-feet', 'aria-hidden': 'true' }, element('span', {}, t('filter {0}', 1)), last);
  return {
    element: element('figure', { class: 'filters-figure' }, head, bars, feet),
    draw(counts, weights, chosen) {
      const top = Math.max(1, ...counts);
      setText(most, t('at most {0} of {1}', formatCount(Math.max(...counts)), formatCount(weights)));
      setText(last, String(counts.length));
      setAttribute(bars, 'aria-label', words(counts, weights));
      bars.classList.toggle('dense', counts.length > 80);
      const items = counts.map((count, filter) => ({ count, filter }));
      keyed(
        bars,
        items,
        ({ filter }) => String(filter),
        ({ filter }) => element('div', { onclick: () => pick(filter) }, element('div')),
        (bar, { count, filter }) => {
          bar.classList.toggle('chosen', filter === chosen);
          bar.classList.toggle('gone', count === 0);
          (bar.firstElementChild as HTMLElement).style.height = `${(100 * count) / top}%`;
          setAttribute(
            bar,
            'title',
            `${t('filter {0}', filter + 1)}: ${count === 0 ? t('fully pruned') : t('{0} of {1} weights', count, weights)}`,
          );
        },
      );
    },
  };
}

function words(counts: readonly number[], weights: number): string {
  const gone = counts.filter((count) => count === 0).length;
  const numbers = [counts.length, Math.min(...counts), Math.max(...counts), weights, gone];
  return t('Weights that remain in each of {0} filters: {1} to {2} of {3}; {4} fully pruned.', ...numbers);
}

/** The columns' twin; its rows are made only while it is open. */
export function filterTable(): { readonly element: HTMLElement; draw(counts: readonly number[], weights: number): void } {
  const body = element('tbody');
  const heads = [t('Filter'), t('Remaining'), '%'].map((name) => element('th', { scope: 'col', class: 'number' }, name));
  const caption = element('caption', { class: 'visually-hidden' }, t('Weights that remain, by filter'));
  const table = element('table', {}, caption, element('thead', {}, element('tr', {}, ...heads)), body);
  const box = element('div', { class: 'scroll-box tall', role: 'region', 'aria-label': t('Table of the filters'), tabindex: 0 }, table);
  const details = element('details', { class: 'filter-table' }, element('summary', {}, t('Table of the filters')), box);
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
      setNumber(row.children[1] as Element, formatCount(count), t({ message: ' of {0}', comment: 'after a number' }, formatCount(weights)));
      setNumber(row.children[2] as Element, formatRemaining(count / weights), ' %');
    },
  );
}
