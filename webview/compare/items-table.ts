import type { ComparedItem, CompareSnapshot } from '../../src/shared/channel/compare-protocol.ts';
import { datasetWords, networkWords } from '../../src/shared/config/facts/config-words.ts';
import { settingText } from '../../src/shared/config/facts/setting-differences.ts';
import { memberLook } from '../../src/shared/figures/sweep-figure.ts';
import { seriesStop, trainingStop } from '../../src/shared/results/series-words.ts';
import { noVerdict } from '../../src/shared/results/verdict/verdict.ts';
import { formatAccuracy, formatRemaining } from '../../src/shared/text/format.ts';
import { swatch } from '../charts/swatch.ts';
import { element } from '../dom/element.ts';
import { stackRow, tableHead } from '../dom/table.ts';
import { capitalised, unbroken } from '../format.ts';
import type { CompareHost } from './host.ts';
import { t } from '../../src/shared/text/language.ts';
import { headlineWords, labelWords } from '../../src/shared/results/verdict/verdict-words.ts';

const none = '–';

interface Numbers {
  readonly remaining: number | null;
  readonly accuracy: number | null;
  readonly stop: string | null;
}

/** Of a ticket its own, of an experiment those of its headline's round: means over the trials. */
function numbersOf({ ref, ticket, document }: ComparedItem): Numbers {
  if (ref.ticket !== null && ticket) {
    const { remaining, training } = ticket;
    return { remaining, accuracy: training?.testAccuracyAtEarlyStop ?? null, stop: training && trainingStop(training) };
  }
  const round = document.rounds.find((one) => one.round === (ticket?.round ?? document.headline.round));
  const series = round?.series.ticket;
  return {
    remaining: round?.remaining ?? null,
    accuracy: series?.testAccuracyAtEarlyStop?.mean ?? null,
    stop: series ? seriesStop(series) : null,
  };
}

/** Of an experiment its headline, of a ticket the verdict of its round. */
function resultOf({ ref, ticket, document }: ComparedItem): string {
  if (ref.ticket === null || !ticket) return headlineWords(document.headline, document.rounds).title;
  return labelWords(document.rounds.find(({ round }) => round === ticket.round)?.verdict?.label ?? noVerdict);
}

function row(host: CompareHost, item: ComparedItem, index: number): HTMLTableRowElement {
  const { remaining, accuracy, stop } = numbersOf(item);
  const { document } = item;
  const open = element('button', { type: 'button', class: 'row-button', onclick: () => host.show(index) }, item.label);
  const cells = [
    remaining === null ? none : formatRemaining(remaining),
    accuracy === null ? none : formatAccuracy(accuracy),
    stop ?? none,
  ].map((text) => element('td', { class: 'number' }, text));
  const made = element(
    'tr',
    {},
    element('th', { scope: 'row' }, swatch(memberLook(index)), ' ', open),
    ...cells,
    element('td', {}, `${networkWords(document.config)} · ${datasetWords(document.config)}`),
    element('td', { class: 'setting' }, unbroken(resultOf(item))),
  );
  return stackRow(made, [...numberHeads(), ...wordHeads()]);
}

const numberHeads = (): readonly string[] => [t('Weights'), capitalised(t('accuracy')), capitalised(t('early stop'))];
const wordHeads = (): readonly string[] => [t('Network, data'), t('Result')];

/** What is compared, in numbers; its first column is the legend of all figures. */
export function itemsTable(host: CompareHost, { items }: CompareSnapshot): HTMLElement {
  const head = tableHead('', ...numberHeads());
  head.firstElementChild?.append(...wordHeads().map((text) => element('th', { scope: 'col' }, text)));
  const body = element('tbody', {}, ...items.map((item, index) => row(host, item, index)));
  const caption = element('caption', { class: 'visually-hidden' }, t('What is compared'));
  return scrolled(t('What is compared'), element('table', { class: 'compared stacks' }, caption, head, body));
}

export const scrolled = (label: string, table: HTMLElement): HTMLElement =>
  element('div', { class: 'scroll-box', role: 'region', 'aria-label': label, tabindex: 0 }, table);

/** The settings in which they differ: a row a setting, a column an item. */
export function settingsTable({ items, differences }: CompareSnapshot): HTMLElement {
  if (differences.length === 0) return element('p', { class: 'dim' }, t('All settings are the same.'));
  const labels = items.map(({ label }) => label);
  const head = element('thead', {}, element('tr', {}, ...[t('Setting'), ...labels].map((text) => element('th', { scope: 'col' }, text))));
  const rows = differences.map(({ key, values }) => {
    const cells = values.map((value) => element('td', { class: 'setting' }, settingText(value)));
    return stackRow(element('tr', {}, element('th', { scope: 'row' }, key), ...cells), labels);
  });
  return scrolled(t('Differing settings'), element('table', { class: 'settings stacks' }, head, element('tbody', {}, ...rows)));
}
