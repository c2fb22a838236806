import type { Reading, ReadingRow } from '../../src/shared/figures/figure/reading.ts';
import { t } from '../../src/shared/text/language.ts';
import { element } from '../dom/element.ts';
import { swatch } from './swatch.ts';

/** More lines than these would not fit beside a chart. */
const mostRows = 14;

function row({ line, value, range, count, difference }: ReadingRow): HTMLElement {
  const cells = [value, difference, range, count].map((text, index) =>
    element('td', { class: index === 0 ? 'number' : 'number dim' }, text),
  );
  return element('tr', {}, element('th', {}, swatch(line), ' ', line.label), ...cells);
}

/** In words, for those who do not see it. */
export function readingWords({ title, rows }: Reading): string {
  const words = rows.map(({ line, value, difference, range, count }) =>
    [`${line.label}: ${value}`, difference && t('{0} against dense', difference), range, count].filter((part) => part !== '').join(', '),
  );
  return [title, ...words].join('. ');
}

/** Every line at one place of a chart: its value, the difference from the dense network, the range over trials and their number. */
export class ChartTooltip {
  private readonly title = element('strong');
  private readonly body = element('tbody');
  private readonly more = element('p', { class: 'dim' });
  readonly element = element(
    'div',
    { class: 'chart-tooltip', 'aria-hidden': 'true', hidden: true },
    this.title,
    element('table', {}, this.body),
    this.more,
  );

  hide(): void {
    this.element.hidden = true;
  }

  /** @param at The crosshair, in pixels of the chart. @param width Of the chart. */
  show(reading: Reading, at: { readonly x: number; readonly y: number }, width: number): void {
    const { rows, title } = reading;
    this.title.textContent = title;
    this.body.replaceChildren(...rows.slice(0, mostRows).map(row));
    this.more.textContent = rows.length > mostRows ? t('and {0} more', rows.length - mostRows) : '';
    this.element.hidden = false;
    const own = this.element.offsetWidth;
    const right = at.x + 12 + own <= width || at.x < width / 2;
    this.element.style.left = `${right ? at.x + 12 : Math.max(-8, at.x - own - 12)}px`;
    this.element.style.top = `${at.y}px`;
  }
}
