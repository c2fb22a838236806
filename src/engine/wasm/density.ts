import { onesIn } from '../../shared/ones-in.ts';
import type { MaskTensor } from '../../shared/tensors.ts';

/** Fraction of the weights that remain. */
export const densityOf = (mask: MaskTensor | undefined): number => (mask ? onesIn(mask) / mask.data.length : 1);
