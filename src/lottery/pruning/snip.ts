/** SNIP (Lee et al. 2019): how much the loss of one batch depends on a connection. */
import type { Mask, Weights } from '../../shared/tensors/tensors.ts';
import { applyMask } from '../masks/mask.ts';
import { type Gradient, scoresOf } from './gradient-orders.ts';
import type { Scores } from './prune.ts';

/** abs(gradient x weight), both at initialisation. Their normalisation changes no order and is left out. */
export async function snipScores(initial: Weights, mask: Mask, gradient: Gradient): Promise<Scores> {
  const weights = applyMask(initial, mask);
  return scoresOf(await gradient(weights, mask), weights, mask, (g, w) => Math.abs(g * w));
}
