/** Initial weights: Gaussian Glorot, biases 0 (the paper, figure 2; Glorot & Bengio 2010). */
import type { Network } from '../../shared/network/network.ts';
import { type Parameter, parametersOf } from '../../shared/network/parameters.ts';
import { productOf } from '../../shared/network/shapes.ts';
import { generatorFor, standardNormal } from '../../shared/numbers/random.ts';
import type { Tensor, Weights } from '../../shared/tensors/tensors.ts';

/** N(0, 2 / (fan-in + fan-out)), not truncated: cutting the tails would make it 12 % too narrow. */
function glorot({ name, fanIn, fanOut }: Parameter, data: Float32Array, seed: string): Float32Array {
  const sigma = Math.sqrt(2 / (fanIn + fanOut));
  const generator = generatorFor(seed, name);
  for (let index = 0; index < data.length; index++) data[index] = sigma * standardNormal(generator);
  return data;
}

function initialTensor(parameter: Parameter, seed: string): Tensor {
  const { shape, initial } = parameter;
  const zeros = new Float32Array(productOf(shape));
  if (initial === 'glorot') return { shape, data: glorot(parameter, zeros, seed) };
  if (initial === 'ones') return { shape, data: zeros.fill(1) };
  return { shape, data: initial === 'zeros' ? zeros : Float32Array.from(initial) };
}

/** @returns Every tensor of the network, in network order; normalisations begin as the identity. */
export function initialWeights(network: Network, seed: string): Weights {
  return new Map(parametersOf(network).map((parameter): [string, Tensor] => [parameter.name, initialTensor(parameter, seed)]));
}
