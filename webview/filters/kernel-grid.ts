import type { FilterKernels } from '../../src/shared/results/filter-kernels.ts';
import { element } from '../dom/element.ts';
import { kernelImage } from './kernel-image.ts';
import { kernelWords } from './kernel-words.ts';
import type { Which } from './kernel-words.ts';

/** The kernels of a filter, one for each channel. */
export function kernelGrid(): { readonly element: HTMLElement; draw(kernels: FilterKernels, which: Which): void } {
  const list = element('ul', { class: 'kernels', 'aria-label': 'Kernels' });
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
            `ch ${kernel.channel + 1}`,
            element('small', {}, ` ${left}/${kernel.kept.length}`),
          );
          return element('li', {}, image, caption);
        }),
      );
    },
  };
}
