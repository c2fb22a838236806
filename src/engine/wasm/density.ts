import type { MaskTensor } from '../../shared/tensors.ts';

/** Fraction of the weights that remain. */
export function densityOf(mask: MaskTensor | undefined): number {
  return mask ? mask.data.reduce((sum, kept) => sum + kept, 0) / mask.data.length : 1;
}
