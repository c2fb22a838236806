import type { FilterKernels, FilterPlace, Kernel } from '../../src/shared/results/ticket/filter-kernels.ts';
import { ownWords } from '../../src/shared/text/own-words.ts';
import { element, setText } from '../dom/element.ts';
import { formatThreeDigits } from '../format.ts';
import { newest } from '../model/newest.ts';
import type { Panel } from '../model/panel.ts';
import { kernelWords, type Which } from './filter-words.ts';
import { kernelImage } from './kernel-image.ts';
import { t } from '../../src/shared/text/language.ts';

/** The kernels of a filter, one for each channel. */
function kernelGrid(): { readonly element: HTMLElement; draw(kernels: FilterKernels, which: Which): void } {
  const list = element('ul', { class: 'kernels', 'aria-label': t('Kernels') });
  return {
    element: list,
    draw(kernels, which) {
      list.replaceChildren(
        ...kernels.kernels.map((kernel) => {
          const image = kernelImage(kernel, kernels, which);
          image.setAttribute('aria-label', kernelWords(kernel, kernels.size, which));
          const left = kernel.kept.filter((one) => one === 1).length;
          const caption = element(
            'span',
            { 'aria-hidden': 'true' },
            t('ch {0}', kernel.channel + 1),
            element('small', {}, ` ${left}/${kernel.kept.length}`),
          );
          return element('li', {}, image, caption);
        }),
      );
    },
  };
}

const entries = (): readonly [words: string, value: number, kept: number][] => [
  [t('positive'), 1, 1],
  [t('negative'), -1, 1],
  [t('close to 0'), 0, 1],
  [t('pruned'), 0, 0],
];

/** A kernel of one weight, drawn as all kernels are. */
function sample(value: number, kept: number): SVGElement {
  const kernel: Kernel = { channel: 0, kept: [kept], initial: [value], trained: null };
  const image = kernelImage(kernel, { size: [1, 1], largest: { initial: 1, trained: null } } as unknown as FilterKernels, 'initial');
  image.removeAttribute('role');
  image.setAttribute('aria-hidden', 'true');
  return image;
}

/** A legend of the signs in the kernels. */
function kernelLegend(): { readonly element: HTMLElement; draw(kernels: FilterKernels, which: Which): void } {
  const scale = element('span', { class: 'dim' });
  const items = entries().map(([words, value, kept]) => element('span', { class: 'kernel-sign' }, sample(value, kept), words));
  return {
    element: element('div', { class: 'kernel-legend' }, ...items, scale),
    draw: ({ largest }, which) =>
      setText(
        scale,
        t(
          "The larger the square, the larger the weight; the layer's largest is {0}.",
          formatThreeDigits(largest[which] ?? largest.initial),
        ),
      ),
  };
}

interface Wanted {
  readonly ticket: string;
  readonly place: FilterPlace;
}

/** A page of kernels, asked for and drawn when it has come; what is drawn stays until then, so that nothing jumps. */
export class KernelPicture {
  private readonly grid = kernelGrid();
  private readonly legend = kernelLegend();
  private readonly picture = element('div', { hidden: true }, this.grid.element, this.legend.element);
  private readonly problem = element('p', { class: 'dim', hidden: true });
  private kernels: FilterKernels | null = null;
  private which: Which = 'initial';
  private asked = '';
  private readonly ask: (wanted: Wanted) => void;
  readonly element = element('div', {}, this.problem, this.picture);

  constructor(panel: Panel) {
    this.ask = newest(
      ({ ticket, place }) => panel.kernels(ticket, place),
      (found) => this.receive(found, null),
      (error) => this.receive(null, error),
    );
  }

  /** @param trained Whether the ticket is trained: once it is, there is more to ask for. */
  draw(wanted: Wanted, trained: boolean, which: Which): void {
    const key = JSON.stringify([wanted, trained]);
    if (which !== this.which) this.redraw(which);
    if (key === this.asked) return;
    this.asked = key;
    this.ask(wanted);
  }

  private receive(found: FilterKernels | null, error: unknown): void {
    this.kernels = found;
    if (!found) this.asked = '';
    this.problem.hidden = found !== null;
    if (!found) setText(this.problem, ownWords(error));
    this.redraw(this.which);
  }

  private redraw(which: Which): void {
    this.which = which;
    this.picture.hidden = this.kernels === null;
    if (!this.kernels) return;
    this.grid.draw(this.kernels, which);
    this.legend.draw(this.kernels, which);
  }
}
