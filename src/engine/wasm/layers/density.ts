import { onesIn } from '../../../shared/tensors/ones-in.ts';
import type { MaskTensor } from '../../../shared/tensors/tensors.ts';

/** Fraction of the weights that remain. */
export const densityOf = (mask: MaskTensor | undefined): number => (mask ? onesIn(mask) / mask.data.length : 1);
