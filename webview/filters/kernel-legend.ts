import type { FilterKernels, Kernel } from '../../src/shared/results/filter-kernels.ts';
import { element } from '../dom/element.ts';
import { setText } from '../dom/text.ts';
import { formatThreeDigits } from '../format.ts';
import { kernelImage } from './kernel-image.ts';
import type { Which } from './kernel-words.ts';

const entries: readonly [words: string, value: number, kept: number][] = [
  ['positive', 1, 1],
  ['negative', -1, 1],
  ['close to 0', 0, 1],
  ['pruned', 0, 0],
];

/** A kernel of one weight, drawn as all kernels are. */
function sample(value: number, kept: number): SVGElement {
  const kernel: Kernel = { channel: 0, kept: [kept], initial: [value], trained: null };
  const image = kernelImage(kernel, { size: [1, 1], largest: { initial: 1, trained: null } } as unknown as FilterKernels, 'initial');
  image.removeAttribute('role');
  image.setAttribute('aria-hidden', 'true');
  return image;
}

/** What the signs in the kernels mean. */
export function kernelLegend(): { readonly element: HTMLElement; draw(kernels: FilterKernels, which: Which): void } {
  const scale = element('span', { class: 'dim' });
  const items = entries.map(([words, value, kept]) => element('span', { class: 'kernel-sign' }, sample(value, kept), words));
  return {
    element: element('div', { class: 'kernel-legend' }, ...items, scale),
    draw: ({ largest }, which) =>
      setText(
        scale,
        `The larger the square, the larger the weight; the layer's largest is ${formatThreeDigits(largest[which] ?? largest.initial)}.`,
      ),
  };
}
