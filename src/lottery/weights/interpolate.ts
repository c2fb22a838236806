/** The line between two networks. */
import type { Tensor, Weights } from '../../shared/tensors/tensors.ts';

function between(from: Tensor, to: Tensor | undefined, share: number): Tensor {
  const data = from.data.map((value, index) => (1 - share) * value + share * (to?.data[index] ?? value));
  return { shape: from.shape, data };
}

/** (1 - share) * from + share * to, weights and biases alike; 0 and 1 are the ends, bit for bit. */
export function interpolate(from: Weights, to: Weights, share: number): Weights {
  return new Map([...from].map(([name, tensor]): [string, Tensor] => [name, between(tensor, to.get(name), share)]));
}

/** 0 = share of the first, ..., 1: so many points, evenly. */
export const evenShares = (points: number): number[] => Array.from({ length: points }, (_, index) => index / (points - 1));
