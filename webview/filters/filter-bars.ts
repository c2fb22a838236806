import { element } from '../dom/element.ts';
import { setAttribute } from '../dom/attribute.ts';
import { keyed } from '../dom/keyed.ts';
import { setText } from '../dom/text.ts';
import { formatCount } from '../format.ts';

/** A column for each filter: how many of its weights remain. A press picks the filter, as the list beside it does. */
export function filterBars(pick: (filter: number) => void): {
  readonly element: HTMLElement;
  draw(counts: readonly number[], weights: number, chosen: number): void;
} {
  const bars = element('div', { class: 'filter-bars', role: 'img' });
  const [most, last] = [element('span', { class: 'dim' }), element('span')];
  const head = element('figcaption', { class: 'chart-head' }, element('h3', {}, 'Weights that remain, by filter'), most);
  const feet = element('div', { class: 'filter-feet', 'aria-hidden': 'true' }, element('span', {}, 'filter 1'), last);
  return {
    element: element('figure', { class: 'filters-figure' }, head, bars, feet),
    draw(counts, weights, chosen) {
      const top = Math.max(1, ...counts);
      setText(most, `at most ${formatCount(Math.max(...counts))} of ${formatCount(weights)}`);
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
          setAttribute(bar, 'title', `filter ${filter + 1}: ${count === 0 ? 'fully pruned' : `${count} of ${weights} weights`}`);
        },
      );
    },
  };
}

function words(counts: readonly number[], weights: number): string {
  const gone = counts.filter((count) => count === 0).length;
  return `Weights that remain in each of ${counts.length} filters: ${Math.min(...counts)} to ${Math.max(...counts)} of ${weights}; ${gone} fully pruned.`;
}
