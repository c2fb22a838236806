/** Control R: the ticket's mask with freshly drawn initial values (the paper, section 2). */
import type { Network } from '../../shared/network/network.ts';
import type { Mask, Weights } from '../../shared/tensors/tensors.ts';
import { initialWeights } from './initial-weights.ts';
import { applyMask } from '../masks/mask.ts';

/** Drawn as the initial weights are, with the sigma of the dense layer; biases 0. */
export function reinitialise(network: Network, mask: Mask, seed: string): Weights {
  return applyMask(initialWeights(network, seed), mask);
}
