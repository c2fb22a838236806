/** Named tensors in PyTorch's layout; the same names and shapes in memory, in the store and in exports. */

export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** `<layer>.weight` and `<layer>.bias` of every layer, in network order. */
export type Weights = ReadonlyMap<string, Tensor>;

export interface MaskTensor {
  readonly shape: readonly number[];
  /** 1 where the weight remains, 0 where it is pruned. */
  readonly data: Uint8Array;
}

/** Masks of the prunable tensors only (weights, never biases), by tensor name, in network order. */
export type Mask = ReadonlyMap<string, MaskTensor>;

/** Number of ones in one layer's mask. */
export function onesIn(tensor: MaskTensor): number {
  const { data } = tensor;
  let ones = 0;
  // By index: where it is called seldom, V8 steps through an iterator ten times as slowly.
  for (let index = 0; index < data.length; index++) ones += data[index] ?? 0;
  return ones;
}
