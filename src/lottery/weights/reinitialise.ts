/**
 * Other weights under a ticket's mask. Random reinitialisation is step 5 of the experiment (the paper, section 2); the others ask which
 * property of the original initial weights matters (the paper, appendix F; Zhou et al. 2019, "Deconstructing Lottery Tickets").
 * All leave their arguments alone.
 */
import type { Network } from '../../shared/network/network.ts';
import { generatorFor, permutation, standardNormal, uniformIndex } from '../../shared/numbers/random.ts';
import type { Mask, MaskTensor, Tensor, Weights } from '../../shared/tensors/tensors.ts';
import { applyMask } from '../masks/mask.ts';
import { initialWeights } from './initial-weights.ts';

/** A ticket, and all that its controls are made from. */
export interface TicketSource {
  readonly network: Network;
  readonly mask: Mask;
  /** The trial's initial weights, of the dense network. */
  readonly initial: Weights;
}

/** Fresh draws from the distribution of the initial weights, with the spread of the dense layer; biases 0. */
export function reinitialise(network: Network, mask: Mask, seed: string): Weights {
  return applyMask(initialWeights(network, seed), mask);
}

const withSign = (magnitude: number, like: number): number => (like < 0 ? -Math.abs(magnitude) : Math.abs(magnitude));

/** Fresh draws as for a random reinitialisation, each with the sign of the weight's initial value (Zhou et al. 2019); biases 0. */
export function signReinit({ network, mask, initial }: TicketSource, seed: string): Weights {
  const fresh = [...reinitialise(network, mask, seed)];
  return new Map(
    fresh.map(([name, tensor]): [string, Tensor] => {
      const signs = initial.get(name)?.data;
      const data = mask.has(name) ? tensor.data.map((value, index) => withSign(value, signs?.[index] ?? 0)) : tensor.data;
      return [name, { shape: tensor.shape, data }];
    }),
  );
}

/** New values of a layer's remaining weights, from their initial values in index order. */
type NewValues = (values: Float32Array, name: string) => Float32Array;

function replaced(tensor: Tensor, mask: MaskTensor, values: Float32Array): Tensor {
  let next = 0;
  return { shape: tensor.shape, data: tensor.data.map((_, index) => (mask.data[index] === 1 ? (values[next++] ?? 0) : 0)) };
}

/** 0 where the mask prunes; biases as they are. */
function mapRemaining(weights: Weights, mask: Mask, newValues: NewValues): Weights {
  return new Map(
    [...weights].map(([name, tensor]): [string, Tensor] => {
      const tensorMask = mask.get(name);
      if (tensorMask === undefined) return [name, tensor];
      const remaining = tensor.data.filter((_, index) => tensorMask.data[index] === 1);
      return [name, replaced(tensor, tensorMask, newValues(remaining, name))];
    }),
  );
}

/** The paper, appendix F.3: each remaining weight gets the initial value of a remaining weight of its layer; values may repeat. */
export function survivorReinit({ mask, initial }: TicketSource, seed: string): Weights {
  return mapRemaining(initial, mask, (values, name) => {
    const generator = generatorFor(seed, name);
    return values.map(() => values[uniformIndex(generator, values.length)] ?? 0);
  });
}

/** Zhou et al. 2019: a random permutation of the remaining weights' initial values within each layer. */
export function shuffleSurvivors({ mask, initial }: TicketSource, seed: string): Weights {
  return mapRemaining(initial, mask, (values, name) => {
    const order = permutation(generatorFor(seed, name), values.length);
    return values.map((_, index) => values[order[index] ?? 0] ?? 0);
  });
}

/** Root of the mean squared distance from the mean; summed in index order. */
function deviation(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length);
}

/** Standard deviation of each prunable tensor, by name. @param dense Weights of the dense network, not of the remaining ones only. */
export function layerDeviations(dense: Weights, mask: Mask): ReadonlyMap<string, number> {
  return new Map([...mask.keys()].map((name): [string, number] => [name, deviation(dense.get(name)?.data ?? new Float32Array(1))]));
}

/** Zhou et al. 2019: each weight is plus or minus the standard deviation of its layer's initial weights; 0 counts as positive. */
export function constantSign({ mask, initial }: TicketSource): Weights {
  const deviations = layerDeviations(initial, mask);
  return mapRemaining(initial, mask, (values, name) => {
    const magnitude = deviations.get(name) ?? 0;
    return values.map((value) => (value < 0 ? -magnitude : magnitude));
  });
}

/**
 * The paper, appendix F.7: the ticket's initial weights with Gaussian noise.
 * @param deviations Standard deviation of the noise, in standard deviations of the layer's initial weights.
 */
export function noisyWeights({ mask, initial }: TicketSource, deviations: number, seed: string): Weights {
  const spreads = layerDeviations(initial, mask);
  return mapRemaining(initial, mask, (values, name) => {
    const generator = generatorFor(seed, name);
    const sigma = deviations * (spreads.get(name) ?? 0);
    return values.map((value) => value + sigma * standardNormal(generator));
  });
}
