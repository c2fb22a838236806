/** The gradient of a loss whose logits are divided by a temperature first. */
import type { Network } from '../../shared/network/network.ts';
import type { Tensor, Weights } from '../../shared/tensors/tensors.ts';
import type { Gradient } from './gradient-orders.ts';

const scaled = (weights: Weights, names: ReadonlySet<string>, divisor: number): Weights =>
  new Map(
    [...weights].map(([name, tensor]): [string, Tensor] => {
      const { shape, data } = tensor;
      return [name, names.has(name) ? { shape, data: data.map((value) => value / divisor) } : tensor];
    }),
  );

/**
 * The logits are linear in the output layer's weights and bias, so these are divided in place of the logits, and by the chain
 * rule their own gradient once more: the same gradient, from the engine as it is.
 */
export function tempered(gradient: Gradient, { layers }: Pick<Network, 'layers'>, temperature: number): Gradient {
  const output = layers.at(-1)?.name ?? '';
  const names = new Set([`${output}.weight`, `${output}.bias`]);
  return async (weights, mask) => scaled(await gradient(scaled(weights, names, temperature), mask), names, temperature);
}
