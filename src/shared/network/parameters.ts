/** The tensors of a network's layers: the one list that initial weights, masks, rates, engines and exports go by. */
import { factsOf } from './layer-kinds.ts';
import { allLayers, type Network } from './network.ts';
import type { Parameter } from './parameter.ts';
import { outputShapeOf, productOf } from './shapes.ts';

/** All tensors of a network, in network order: the order of `Weights`. */
export function parametersOf({ layers }: Pick<Network, 'layers'>): readonly Parameter[] {
  return allLayers(layers).flatMap((layer) => factsOf(layer).parameters(layer, layer === layers.at(-1)));
}

/** Parameters that pruning may touch, in network order: the order of `Mask`. */
export const prunableOf = (network: Pick<Network, 'layers'>): readonly Parameter[] =>
  parametersOf(network).filter(({ prunable }) => prunable);

interface NetworkSize {
  /** Prunable weights. */
  readonly weights: number;
  /** Multiply-adds of one sample, forward. */
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
