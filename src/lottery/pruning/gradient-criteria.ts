/** Criteria that score initial weights by gradients: pruning at initialisation. A new one is a row here and a row of `criterionFacts`. */
import { applyMask } from '../masks/mask.ts';
import { byScores, scoresOf } from './criterion.ts';
import { synflowMask } from './synflow.ts';

export const gradientCriteria = {
  /** Lee et al. 2019: abs(gradient x weight). Their normalisation changes no order and is left out. */
  snip: byScores(async ({ initial, mask, gradients }) => {
    const weights = applyMask(initial, mask);
    return scoresOf(await gradients.ofLoss(weights, mask), weights, mask, (g, w) => Math.abs(g * w));
  }),
  /**
   * Wang et al. 2020: weight x (Hessian x gradient). The lowest goes first: without it the gradient's norm grows most, or falls least.
   * It is their equation 8, S = -weight x (Hessian x gradient), with the sign turned; they remove the largest S.
   */
  grasp: byScores(async ({ initial, mask, gradients }) => {
    const weights = applyMask(initial, mask);
    return scoresOf(await gradients.hessianGradient(weights, mask), weights, mask, (product, w) => product * w);
  }),
  synflow: synflowMask,
} as const;
