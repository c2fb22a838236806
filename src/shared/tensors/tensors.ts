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
