/** Criteria that look at a weight's own values, before and after training (Zhou et al. 2019, "Deconstructing Lottery Tickets", figure 2). */
import { byScores, type DrawMask, scoresOf } from './criterion.ts';

/** @param importance Of one weight, from its initial and its trained value. */
const byValues = (importance: (initial: number, trained: number) => number): DrawMask =>
  byScores(async ({ initial, mask, trainedWeights }) => scoresOf(initial, await trainedWeights(), mask, importance));

const { abs, min, max } = Math;

export const weightCriteria = {
  /** The paper, section 2; "large final" in Zhou et al. */
  magnitude: byValues((_, trained) => abs(trained)),
  'small-final': byValues((_, trained) => -abs(trained)),
  /** The paper, appendix F.4: pruning at iteration 0. */
  'large-init': byValues((initial) => abs(initial)),
  'small-init': byValues((initial) => -abs(initial)),
  /** With Zhou et al.'s factor alpha = 1. */
  'large-init-large-final': byValues((initial, trained) => min(abs(trained), abs(initial))),
  'small-init-small-final': byValues((initial, trained) => -max(abs(trained), abs(initial))),
  'magnitude-increase': byValues((initial, trained) => abs(trained) - abs(initial)),
  movement: byValues((initial, trained) => abs(trained - initial)),
} as const;
