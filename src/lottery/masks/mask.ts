/** Masks: which weights remain. Counted from the mask itself, never from zeros among the values. */
import type { Network } from '../../shared/network/network.ts';
import { prunableOf } from '../../shared/network/parameters.ts';
import { onesIn } from '../../shared/tensors/ones-in.ts';
import { productOf } from '../../shared/network/shapes.ts';
import type { Mask, MaskTensor, Tensor, Weights } from '../../shared/tensors/tensors.ts';

/** All ones: the dense network. Weights only; biases are never pruned. */
export function fullMask(network: Network): Mask {
  return new Map(
    prunableOf(network).map(({ name, shape }): [string, MaskTensor] => [name, { shape, data: new Uint8Array(productOf(shape)).fill(1) }]),
  );
}

/** Number of weights that remain, over all layers. */
export function remainingCount(mask: Mask): number {
  let count = 0;
  for (const tensor of mask.values()) count += onesIn(tensor);
  return count;
}

/** Number of prunable weights of the dense network. */
export function prunableCount(mask: Mask): number {
  let count = 0;
  for (const tensor of mask.values()) count += tensor.data.length;
  return count;
}

/** Weights remaining, a fraction 0..1 of the prunable weights. */
export function remaining(mask: Mask): number {
  return remainingCount(mask) / prunableCount(mask);
}

function masked(tensor: Tensor, mask: MaskTensor): Tensor {
  // Assigned, not multiplied: a product with 0 would keep -0, NaN and infinity.
  return { shape: tensor.shape, data: tensor.data.map((value, index) => (mask.data[index] === 1 ? value : 0)) };
}

/** The weights with 0 where the mask prunes; biases as they are. The arguments are left alone. */
export function applyMask(weights: Weights, mask: Mask): Weights {
  return new Map(
    [...weights].map(([name, tensor]): [string, Tensor] => {
      const tensorMask = mask.get(name);
      return [name, tensorMask === undefined ? tensor : masked(tensor, tensorMask)];
    }),
  );
}

/** Whether every weight that remains in `inner` remains in `outer` too. */
export function isSubset(inner: Mask, outer: Mask): boolean {
  return [...inner].every(([name, { data }]) => {
    const around = outer.get(name)?.data;
    return around?.length === data.length && data.every((kept, index) => kept === 0 || around[index] === 1);
  });
}
