/** Step 3 of the experiment (the paper, section 1): survivors go back to their initial values. */
import type { Mask, Weights } from '../shared/tensors.ts';
import { applyMask } from './mask.ts';

/** The ticket's weights: the trial's initial weights where the mask keeps them, 0 elsewhere; initial biases. */
export function rewind(initial: Weights, mask: Mask): Weights {
  return applyMask(initial, mask);
}
