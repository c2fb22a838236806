/** Initial weights: by default Gaussian Glorot, biases 0 (the paper, figure 2; Glorot & Bengio 2010). */
import { type InitialDistribution, type Initialisation, paperInitialisation } from '../../shared/network/initialisation.ts';
import type { Network } from '../../shared/network/network.ts';
import type { Parameter } from '../../shared/network/parameter.ts';
import { parametersOf } from '../../shared/network/parameters.ts';
import { productOf } from '../../shared/network/shapes.ts';
import { type Generator, generatorFor, standardNormal, standardUniform } from '../../shared/numbers/random.ts';
import type { Tensor, Weights } from '../../shared/tensors/tensors.ts';

interface Distribution {
  /** Variance of a weight. */
  variance(parameter: Parameter): number;
  /** Draws a value of mean 0 and variance 1. */
  draw(generator: Generator): number;
}

/** Glorot & Bengio 2010. */
const glorot = ({ fanIn, fanOut }: Parameter): number => 2 / (fanIn + fanOut);
/** He et al. 2015: for layers before a ReLU. */
const he = ({ fanIn }: Parameter): number => 2 / fanIn;

const distributions: Readonly<Record<InitialDistribution, Distribution>> = {
  'glorot-normal': { variance: glorot, draw: standardNormal },
  'glorot-uniform': { variance: glorot, draw: standardUniform },
  'he-normal': { variance: he, draw: standardNormal },
  'he-uniform': { variance: he, draw: standardUniform },
};

/** Not rescaled: the spread of a truncated normal is 0.88 of the whole one's. */
function truncatedDraw(draw: (generator: Generator) => number, generator: Generator): number {
  for (;;) {
    const value = draw(generator);
    if (Math.abs(value) <= 2) return value;
  }
}

function drawn(parameter: Parameter, data: Float32Array, seed: string, { distribution, truncated, scale }: Initialisation): Float32Array {
  const { variance, draw } = distributions[distribution];
  const sigma = scale * Math.sqrt(variance(parameter));
  const generator = generatorFor(seed, parameter.name);
  for (let index = 0; index < data.length; index++) data[index] = sigma * (truncated ? truncatedDraw(draw, generator) : draw(generator));
  return data;
}

function initialTensor(parameter: Parameter, seed: string, initialisation: Initialisation): Tensor {
  const { shape, initial } = parameter;
  const zeros = new Float32Array(productOf(shape));
  if (initial === 'glorot') return { shape, data: drawn(parameter, zeros, seed, initialisation) };
  if (initial === 'ones') return { shape, data: zeros.fill(1) };
  return { shape, data: initial === 'zeros' ? zeros : Float32Array.from(initial) };
}

/** @returns Every tensor of the network, in network order; normalisations begin as the identity. */
export function initialWeights(network: Network, seed: string): Weights {
  const { initialisation = paperInitialisation } = network;
  return new Map(
    parametersOf(network).map((parameter): [string, Tensor] => [parameter.name, initialTensor(parameter, seed, initialisation)]),
  );
}
