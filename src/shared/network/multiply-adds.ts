import { allLayers, type Network } from './network.ts';
import type { Parameter } from './parameter.ts';
import { prunableOf } from './parameters.ts';
import { outputShapeOf, productOf } from './shapes.ts';

/** Weights that remain, by name of weight tensor; a tensor that is not named is whole. */
export type KeptWeights = Readonly<Record<string, number>>;

/**
 * Multiply-adds by which one sample trains the weights once: each weight that remains is used in the forward pass, for its own gradient, and for the
 * gradient of its layer's input, which the first layer does not need. A convolution uses each weight at every place of its output. Biases,
 * normalisation, pooling and the optimiser's own arithmetic are not counted; nor are evaluations.
 * @returns null for a model of TensorFlow.js: nobody here knows the places of its convolutions.
 */
export function trainingMultiplyAdds(network: Pick<Network, 'layers'>, kept: KeptWeights = {}): number | null {
  const layers = allLayers(network.layers);
  if (layers.some(({ kind }) => kind === 'model')) return null;
  const places = new Map(layers.map((layer) => [layer.name, productOf(outputShapeOf(layer).slice(1))]));
  const passes = (index: number): number => (index === 0 ? 2 : 3);
  const ofTensor = ({ name, layer, shape }: Parameter, index: number): number =>
    passes(index) * (kept[name] ?? productOf(shape)) * (places.get(layer) ?? 1);
  return prunableOf(network).reduce((sum, parameter, index) => sum + ofTensor(parameter, index), 0);
}
