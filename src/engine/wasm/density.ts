import type { MaskTensor } from '../../shared/tensors.ts';

/** Fraction of the weights that remain. */
export function densityOf(mask: MaskTensor | undefined): number {
  if (!mask) return 1;
  let ones = 0;
  for (const kept of mask.data) ones += kept;
  return ones / mask.data.length;
}
