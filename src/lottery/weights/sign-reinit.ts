/** Sign-preserving reinitialisation (Zhou et al. 2019, "Deconstructing Lottery Tickets"). */
import type { Tensor, Weights } from '../../shared/tensors/tensors.ts';
import { initialWeights } from './initial-weights.ts';
import { applyMask } from '../masks/mask.ts';
import type { TicketSource } from './ticket-source.ts';

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
