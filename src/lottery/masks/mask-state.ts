import type { OptimizerState } from '../../engine/training-session.ts';
import type { Mask } from '../../shared/tensors/tensors.ts';
import { applyMask } from './mask.ts';

/** The optimiser's state without what belongs to pruned weights: a momentum left over would move them. */
export function maskState({ slots, betaProducts }: OptimizerState, mask: Mask): OptimizerState {
  return { betaProducts, slots: new Map([...slots].map(([name, slot]) => [name, applyMask(slot, mask)])) };
}
