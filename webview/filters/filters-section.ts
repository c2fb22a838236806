import { kernelsPerPage } from '../../src/shared/results/ticket/filter-kernels.ts';
import type { LayerAnalysis } from '../../src/shared/results/ticket/ticket-analysis.ts';
import { element, setText } from '../dom/element.ts';
import type { Panel } from '../model/panel.ts';
import { filterBars, filterTable } from './filter-table.ts';
import { channelChoices, filterChoices, filterWords } from './filter-words.ts';
import { KernelPicture } from './kernel-picture.ts';
import { stepper } from './stepper.ts';
import { t } from '../../src/shared/text/language.ts';

interface Shown {
  readonly ticket: string;
  readonly layer: LayerAnalysis;
}

/** The filters of a convolution: how much of each remains, and the kernels of one of them as small images. */
export class FiltersSection {
  private readonly bars = filterBars((filter) => this.go(filter, this.page));
  private readonly table = filterTable();
  private readonly filters = stepper({ name: t('Filter'), back: t('Previous filter'), forth: t('Next filter') }, (filter) =>
    this.go(filter, this.page),
  );
  private readonly pages = stepper({ name: t('Channels'), back: t('Previous channels'), forth: t('Next channels') }, (page) =>
    this.go(this.filter, page),
  );
  private readonly weights = element(
    'select',
    {},
    element('option', { value: 'trained' }, t('trained')),
    element('option', { value: 'initial' }, t('initial')),
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
    const which = element('label', { class: 'field' }, element('span', {}, t('Weights')), this.weights);
    const fields = element('div', { class: 'fields' }, this.filters.element, this.pages.element, which);
    const parts = [this.bars.element, this.table.element, fields, this.words, this.picture.element];
    this.element = element('section', { class: 'filters', 'aria-label': t('Filters') }, ...parts);
  }

  /** The chosen filter stays chosen from ticket to ticket. @param shown null, or a layer that is no convolution, hides it. */
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
    setText(this.words, filterWords(filter, counts[filter] ?? 0, weights, choices[page] ?? ''));
    const firstChannel = page * kernelsPerPage(size);
    const trained = layer.trained !== null;
    (this.weights.parentElement as HTMLElement).hidden = !trained;
    const which = trained && this.weights.value === 'trained' ? 'trained' : 'initial';
    this.picture.draw({ ticket, place: { layer: layer.name, filter, firstChannel } }, trained, which);
  }
}

const clamp = (place: number, count: number): number => Math.max(0, Math.min(count - 1, place));
