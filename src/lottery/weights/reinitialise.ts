/** Control R: the ticket's mask with freshly drawn initial values (the paper, section 2). */
import type { Network } from '../../shared/network/network.ts';
import { generatorFor, permutation, standardNormal, uniformIndex } from '../../shared/numbers/random.ts';
import type { Mask, MaskTensor, Tensor, Weights } from '../../shared/tensors/tensors.ts';
import { applyMask } from '../masks/mask.ts';
import { initialWeights } from './initial-weights.ts';

// How widely each layer's initial weights are spread.
/** Root of the mean squared distance from the mean, over all weights of the dense layer; summed in index order. */
function deviation(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length);
}

/** Standard deviation of each prunable tensor, by name. @param dense Weights of all, not only of the survivors. */
export function layerDeviations(dense: Weights, mask: Mask): ReadonlyMap<string, number> {
  return new Map([...mask.keys()].map((name): [string, number] => [name, deviation(dense.get(name)?.data ?? new Float32Array(1))]));
}

// Gives the surviving weights of each layer new values.
/** New values of a layer's survivors, from those in index order. */
type NewValues = (values: Float32Array, name: string) => Float32Array;

function replaced(tensor: Tensor, mask: MaskTensor, values: Float32Array): Tensor {
  let next = 0;
  return { shape: tensor.shape, data: tensor.data.map((_, index) => (mask.data[index] === 1 ? (values[next++] ?? 0) : 0)) };
}

/** 0 where the mask prunes; biases as they are. The arguments are left alone. */
function mapSurvivors(weights: Weights, mask: Mask, newValues: NewValues): Weights {
  return new Map(
    [...weights].map(([name, tensor]): [string, Tensor] => {
      const tensorMask = mask.get(name);
      if (tensorMask === undefined) return [name, tensor];
      const survivors = tensor.data.filter((_, index) => tensorMask.data[index] === 1);
      return [name, replaced(tensor, tensorMask, newValues(survivors, name))];
    }),
  );
}

/** A ticket, and all that its controls are made from. */
export interface TicketSource {
  readonly network: Network;
  readonly mask: Mask;
  /** What the survivors are set back to, of all weights of the dense network. */
  readonly initial: Weights;
}

// One magnitude for a whole layer, with the original signs (Zhou et al. 2019, "Deconstructing Lottery Tickets").
/** Each survivor is plus or minus the standard deviation of its layer's initial weights; 0 counts as positive. */
export function constantSign({ mask, initial }: TicketSource): Weights {
  const deviations = layerDeviations(initial, mask);
  return mapSurvivors(initial, mask, (values, name) => {
    const magnitude = deviations.get(name) ?? 0;
    return values.map((value) => (value < 0 ? -magnitude : magnitude));
  });
}

// The ticket's own initial values, each at another survivor's place (Zhou et al. 2019, "Deconstructing Lottery Tickets").
/** A random permutation within each layer: the very same values, not one more or less. */
export function shuffleSurvivors({ mask, initial }: TicketSource, seed: string): Weights {
  return mapSurvivors(initial, mask, (values, name) => {
    const order = permutation(generatorFor(seed, name), values.length);
    return values.map((_, index) => values[order[index] ?? 0] ?? 0);
  });
}

// Sign-preserving reinitialisation (Zhou et al. 2019, "Deconstructing Lottery Tickets").
const withSign = (magnitude: number, like: number): number => (like < 0 ? -Math.abs(magnitude) : Math.abs(magnitude));

/** Fresh draws as for a random reinitialisation, each with the sign of the weight's initial value; biases as a fresh draw has them. */
export function signReinit({ network, mask, initial }: TicketSource, seed: string): Weights {
  const fresh = [...applyMask(initialWeights(network, seed), mask)];
  return new Map(
    fresh.map(([name, tensor]): [string, Tensor] => {
      const signs = initial.get(name)?.data;
      const data = mask.has(name) ? tensor.data.map((value, index) => withSign(value, signs?.[index] ?? 0)) : tensor.data;
      return [name, { shape: tensor.shape, data }];
    }),
  );
}

// Reinitialisation from the survivors' own distribution (the paper, appendix F.3).
/**
 * Each survivor gets the initial value of a survivor of its layer, drawn anew each time: values may repeat.
 * So magnitudes and signs are the ticket's, and where they stand is not.
 */
export function survivorReinit({ mask, initial }: TicketSource, seed: string): Weights {
  return mapSurvivors(initial, mask, (values, name) => {
    const generator = generatorFor(seed, name);
    return values.map(() => values[uniformIndex(generator, values.length)] ?? 0);
  });
}

// The ticket's initial weights with noise (the paper, appendix F.7: how exact must they be?).
/** @param deviations Standard deviation of the Gaussian noise, in standard deviations of the layer's initial weights. */
export function noisyWeights({ mask, initial }: TicketSource, deviations: number, seed: string): Weights {
  const widths = layerDeviations(initial, mask);
  return mapSurvivors(initial, mask, (values, name) => {
    const generator = generatorFor(seed, name);
    const sigma = deviations * (widths.get(name) ?? 0);
    return values.map((value) => value + sigma * standardNormal(generator));
  });
}

/** Drawn as the initial weights are, with the sigma of the dense layer; biases 0. */
export function reinitialise(network: Network, mask: Mask, seed: string): Weights {
  return applyMask(initialWeights(network, seed), mask);
}
