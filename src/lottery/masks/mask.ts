/** Masks: which weights remain. Counted from the mask itself, never from zeros among the values. */
import { layerOfWeight, type Network } from '../../shared/network/network.ts';
import { prunableOf } from '../../shared/network/parameters.ts';
import { productOf } from '../../shared/network/shapes.ts';
import { type Mask, type MaskTensor, onesIn, type Tensor, type Weights } from '../../shared/tensors/tensors.ts';

/** A weight remains where `keeps` says so of the number of masks that keep it. */
function combine(masks: readonly Mask[], keeps: (votes: number) => boolean): Mask {
  return new Map(
    [...(masks[0] ?? new Map<string, MaskTensor>())].map(([name, { shape, data }]): [string, MaskTensor] => {
      const votes = (index: number): number => masks.reduce((sum, mask) => sum + (mask.get(name)?.data[index] ?? 0), 0);
      return [name, { shape, data: data.map((_, index) => (keeps(votes(index)) ? 1 : 0)) }];
    }),
  );
}

/** Weights that remain in any of them. */
export const unionOf = (masks: readonly Mask[]): Mask => combine(masks, (votes) => votes > 0);

/** Weights that remain in all of them; a layer may be left without any. */
export const intersectionOf = (masks: readonly Mask[]): Mask => combine(masks, (votes) => votes === masks.length);

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

/** Weights that several tensors keep together. */
export const keptTogether = (mask: Mask, names: readonly string[]): number =>
  names.reduce((sum, name) => sum + onesIn(mask.get(name) ?? { shape: [], data: new Uint8Array() }), 0);

/** Layers of which a mask leaves no weight. */
export const emptiedLayers = (mask: Mask): readonly string[] =>
  [...mask].filter(([, tensor]) => tensor.data.length > 0 && onesIn(tensor) === 0).map(([name]) => layerOfWeight(name));

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

/** True where every weight that remains in `inner` remains in `outer` too. */
export function isSubset(inner: Mask, outer: Mask): boolean {
  return [...inner].every(([name, { data }]) => {
    const around = outer.get(name)?.data;
    return around?.length === data.length && data.every((kept, index) => kept === 0 || around[index] === 1);
  });
}

/**
 * Normalised Hamming distance of two masks drawn from the same one (You et al., ICLR 2020).
 * @param among The mask both are subsets of: only the weights that it keeps could differ.
 * @returns The share of those weights in which they do, 0..1.
 */
export function hammingDistance(a: Mask, b: Mask, among: Mask): number {
  let differing = 0;
  for (const [name, { data }] of a) {
    const other = b.get(name)?.data;
    if (other?.length !== data.length) throw new Error(`The masks differ in the shape of ${name}.`);
    for (const [index, kept] of data.entries()) differing += Number(kept !== other[index]);
  }
  return differing / remainingCount(among);
}
