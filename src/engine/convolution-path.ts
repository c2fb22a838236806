/** Which path a convolution takes: a fixed rule of density and shape, since paths differ in their last bits. Changing it raises `numericsOf`. */
import type { ConvolutionLayer } from '../shared/network/network.ts';

/**
 * - 'direct': all weights, 4 filters at a time.
 * - 'winograd': all weights, by Winograd's F(2x2, 3x3).
 * - 'sparse': only surviving weights (CSR over filters).
 */
export type ConvolutionPath = 'direct' | 'winograd' | 'sparse';

/** Where survivors alone overtake (bench/pruned-steps.ts): the direct path at 60 %, Winograd's on Node 24 at 37 %, on Node 20 at about 47 %. */
const sparseBelow = 0.6;
const sparseBelowWinograd = 0.37;

/** 3x3, stride 1, whole tiles of 2x2 outputs, and enough channels that the transforms pay. */
export function suitsWinograd({ kernelSize, stride, padding, inputShape, outputShape }: ConvolutionLayer): boolean {
  const isPlain = kernelSize[0] === 3 && kernelSize[1] === 3 && stride === 1 && padding === 'same';
  const isEven = inputShape[1] % 2 === 0 && inputShape[2] % 2 === 0;
  return isPlain && isEven && inputShape[0] >= 16 && outputShape[0] >= 16;
}

export function convolutionPathOf(layer: ConvolutionLayer, density: number): ConvolutionPath {
  const isSuited = suitsWinograd(layer);
  if (density < (isSuited ? sparseBelowWinograd : sparseBelow)) return 'sparse';
  return isSuited ? 'winograd' : 'direct';
}
