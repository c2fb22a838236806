import { kernelsPerPage } from '../../src/shared/results/filter-kernels.ts';
import type { LayerAnalysis } from '../../src/shared/results/ticket-analysis.ts';
import { formatRemaining } from '../../src/shared/text/format.ts';
import { element, setText } from '../dom/element.ts';
import { formatCount } from '../format.ts';
import type { Panel } from '../model/panel.ts';
import { filterBars, filterTable } from './filter-table.ts';
import { KernelPicture } from './kernel-picture.ts';
import { stepper } from './stepper.ts';

/** "3 · 12.5 %", "4 · fully pruned". */
const filterChoices = (counts: readonly number[], weights: number): readonly string[] =>
  counts.map((count, filter) => `${filter + 1} · ${count === 0 ? 'fully pruned' : formatRemaining(count / weights)}`);

/** "1-16 of 64", "17-32 of 64", ... */
function channelChoices(channels: number, size: readonly [number, number]): readonly string[] {
  const most = kernelsPerPage(size);
  return Array.from({ length: Math.ceil(channels / most) }, (_, page) => {
    const [first, last] = [page * most + 1, Math.min(channels, (page + 1) * most)];
    return `${first === last ? first : `${first}-${last}`} of ${channels}`;
  });
}

interface Shown {
  readonly ticket: string;
  readonly layer: LayerAnalysis;
}

/** The filters of a convolution: how much of each remains, and the kernels of one of them as small images. */
export class FiltersSection {
  private readonly bars = filterBars((filter) => this.go(filter, this.page));
  private readonly table = filterTable();
  private readonly filters = stepper('Filter', (filter) => this.go(filter, this.page));
  private readonly pages = stepper('Channels', (page) => this.go(this.filter, page));
  private readonly weights = element(
    'select',
    {},
    element('option', { value: 'trained' }, 'trained'),
    element('option', { value: 'initial' }, 'initial'),
  );
  private readonly words = element('p', { 'aria-live': 'polite' });
  private readonly picture: KernelPicture;
  private shown: Shown | null = null;
  private filter = 0;
  private page = 0;
  readonly element: HTMLElement;

  constructor(panel: Panel) {
    this.picture = new KernelPicture(panel);
    this.weights.addEventListener('change', () => this.redraw());
    const which = element('label', { class: 'field' }, element('span', {}, 'Weights'), this.weights);
    const fields = element('div', { class: 'fields' }, this.filters.element, this.pages.element, which);
    const parts = [this.bars.element, this.table.element, fields, this.words, this.picture.element];
    this.element = element('section', { class: 'filters', 'aria-label': 'Filters' }, ...parts);
  }

  /** The same filter stays chosen from ticket to ticket. @param shown null, or a layer that is no convolution, hides it. */
  draw(shown: Shown | null): void {
    const convolution = shown?.layer.shape.length === 4 ? shown : null;
    this.element.hidden = convolution === null;
    this.shown = convolution;
    this.redraw();
  }

  private go(filter: number, page: number): void {
    [this.filter, this.page] = [filter, page];
    this.redraw();
  }

  private redraw(): void {
    if (!this.shown) return;
    const { ticket, layer } = this.shown;
    const [, channels = 1, height = 1, width = 1] = layer.shape;
    const [size, counts] = [[height, width] as const, layer.incoming];
    const choices = channelChoices(channels, size);
    const filter = clamp(this.filter, counts.length);
    const page = clamp(this.page, choices.length);
    const weights = channels * height * width;
    this.bars.draw(counts, weights, filter);
    this.table.draw(counts, weights);
    this.filters.draw(filterChoices(counts, weights), filter);
    this.pages.draw(choices, page);
    setText(this.words, wordsOf(filter, counts[filter] ?? 0, weights, choices[page] ?? ''));
    const firstChannel = page * kernelsPerPage(size);
    const trained = layer.trained !== null;
    (this.weights.parentElement as HTMLElement).hidden = !trained;
    const which = trained && this.weights.value === 'trained' ? 'trained' : 'initial';
    this.picture.draw({ ticket, place: { layer: layer.name, filter, firstChannel } }, trained, which);
  }
}

const clamp = (place: number, count: number): number => Math.max(0, Math.min(count - 1, place));

const wordsOf = (filter: number, left: number, weights: number, channels: string): string =>
  `Filter ${filter + 1}: ${formatCount(left)} of ${formatCount(weights)} weights remain. Its kernels, one for each channel: ${channels}.`;
