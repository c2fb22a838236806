/** Initial weights: Gaussian Glorot, biases 0 (the paper, figure 2; Glorot & Bengio 2010). */
import { biasName, weightName } from '../shared/network.ts';
import type { Layer, Network } from '../shared/network.ts';
import { generatorFor, standardNormal } from '../shared/random.ts';
import type { Tensor, Weights } from '../shared/tensors.ts';

/** N(0, 2 / (fan-in + fan-out)), not truncated: cutting the tails would make it 12 % too narrow. */
function glorot(layer: Layer, seed: string): Tensor {
  const sigma = Math.sqrt(2 / (layer.inputs + layer.outputs));
  const generator = generatorFor(seed, weightName(layer));
  const data = new Float32Array(layer.outputs * layer.inputs);
  for (let index = 0; index < data.length; index++) data[index] = sigma * standardNormal(generator);
  return { shape: [layer.outputs, layer.inputs], data };
}

/** @returns `<layer>.weight` [outputs, inputs] and `<layer>.bias` [outputs] of every layer, in network order. */
export function initialWeights(network: Network, seed: string): Weights {
  return new Map(
    network.layers.flatMap((layer): [string, Tensor][] => [
      [weightName(layer), glorot(layer, seed)],
      [biasName(layer), { shape: [layer.outputs], data: new Float32Array(layer.outputs) }],
    ]),
  );
}
