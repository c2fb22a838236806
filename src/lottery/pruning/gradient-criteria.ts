/** Criteria that score initial weights by gradients: pruning at initialisation. A new one is a row here and a row of `criterionFacts`. */
import { applyMask } from '../masks/mask.ts';
import { byScores, scoresOf } from './criterion.ts';
import { graspScores } from './grasp.ts';
import { synflowMask } from './synflow.ts';

export const gradientCriteria = {
  /** Lee et al. 2019: abs(gradient x weight). Their normalisation changes no order and is left out. */
  snip: byScores(async ({ initial, mask, gradients }) => {
    const weights = applyMask(initial, mask);
    return scoresOf(await gradients.ofLoss(weights, mask), weights, mask, (g, w) => Math.abs(g * w));
  }),
  grasp: byScores(({ initial, mask, gradients }) => graspScores(initial, mask, gradients.ofTemperedLoss)),
  synflow: synflowMask,
} as const;
