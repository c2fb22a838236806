import type { MaskTensor } from './tensors.ts';

/** Number of ones in one layer's mask. */
export function onesIn(tensor: MaskTensor): number {
  let ones = 0;
  for (const kept of tensor.data) ones += kept;
  return ones;
}
