/** SynFlow (Tanaka et al. 2020): iterative pruning at initialisation without any data, which no layer's collapse can end. */
import { exp, log } from '../../shared/numbers/math.ts';
import type { Mask, Tensor, Weights } from '../../shared/tensors/tensors.ts';
import { keptTogether } from '../masks/mask.ts';
import type { Quota, RoundTarget } from '../plan/targets.ts';
import { type PruningSource, scoresOf } from './criterion.ts';
import type { Gradient } from './gradients.ts';
import { prune, type Scores } from './prune.ts';

/** Theirs: one step would let layers collapse as SNIP does. */
const steps = 100;

const absolute = (weights: Weights): Weights =>
  new Map([...weights].map(([name, { shape, data }]): [string, Tensor] => [name, { shape, data: data.map(Math.abs) }]));

/** abs(weight) x the gradient of the sum of outputs for an input of ones, all weights taken by their absolute value. */
export async function synflowScores(initial: Weights, mask: Mask, gradient: Gradient): Promise<Scores> {
  const weights = absolute(initial);
  return scoresOf(await gradient(weights, mask), weights, mask, (g, w) => g * w);
}

/** survivors * (kept / survivors)^(step / steps): the same share goes in every step. */
function quotaAt({ names, kept }: Quota, mask: Mask, step: number): Quota {
  const survivors = keptTogether(mask, names);
  if (step === steps || kept >= survivors) return { names, kept };
  return { names, kept: Math.max(kept, Math.round(survivors * exp((step / steps) * log(kept / survivors)))) };
}

/** From the parent's mask to the target in 100 steps, scored anew in each. */
export async function synflowMask(
  { initial, mask: before, gradients }: Pick<PruningSource, 'initial' | 'mask' | 'gradients'>,
  target: RoundTarget,
): Promise<Mask> {
  let mask = before;
  for (let step = 1; step <= steps; step++) {
    const goal = target.map((quota) => quotaAt(quota, before, step));
    mask = prune(await synflowScores(initial, mask, gradients.ofOutputs), mask, goal);
  }
  return mask;
}
