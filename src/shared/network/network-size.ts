import type { Network } from './network.ts';
import { allLayers } from './all-layers.ts';
import { prunableOf } from './parameters.ts';
import { outputShapeOf, productOf } from './shapes.ts';

export interface NetworkSize {
  /** Prunable weights. */
  readonly weights: number;
  /** Of one sample, forward. */
  readonly multiplications: number;
}

/** A convolution uses each weight at every place of its output. */
export function networkSize(network: Pick<Network, 'layers'>): NetworkSize {
  const places = new Map(allLayers(network.layers).map((layer) => [layer.name, productOf(outputShapeOf(layer).slice(1))]));
  const tensors = prunableOf(network).map(({ layer, shape }) => ({ weights: productOf(shape), places: places.get(layer) ?? 1 }));
  return {
    weights: tensors.reduce((sum, { weights }) => sum + weights, 0),
    multiplications: tensors.reduce((sum, tensor) => sum + tensor.weights * tensor.places, 0),
  };
}
