import type { ConvolutionLayer, Size } from './layers.ts';

/** Zeros before the first row and column. Those after follow from the output's size. */
export function paddingBefore({ padding, kernelSize: [height, width] }: Pick<ConvolutionLayer, 'padding' | 'kernelSize'>): Size {
  return padding === 'same' ? [Math.floor((height - 1) / 2), Math.floor((width - 1) / 2)] : [0, 0];
}
