/** Criteria that look at a weight's own values, before and after training (Zhou et al. 2019, "Deconstructing Lottery Tickets", figure 2). */
import type { weightCriterionNames } from '../../shared/config/schema/pruning-schema.ts';
import { generatorFor, permutation } from '../../shared/numbers/random.ts';
import type { Mask, Weights } from '../../shared/tensors/tensors.ts';
import { prunableCount } from '../masks/mask.ts';
import type { Scores } from './prune.ts';

// The criterion that knows nothing: a random order of all weights (Zhou et al. 2019, "random").
/** One permutation over all layers, so that a global threshold treats them alike. */
export function randomScores(mask: Mask, seed: string): Scores {
  const ranks = permutation(generatorFor(seed), prunableCount(mask));
  let from = 0;
  return new Map(
    [...mask].map(([name, { data }]): [string, Float64Array] => {
      const own = ranks.subarray(from, (from += data.length));
      return [name, Float64Array.from(own)];
    }),
  );
}

export type WeightCriterion = (typeof weightCriterionNames)[number];

const { abs, min, max } = Math;

/** Importance of one weight: its initial value, its trained value. */
const importance: Readonly<Record<WeightCriterion, (initial: number, final: number) => number>> = {
  /** The paper, section 2; "large final". */
  magnitude: (_, final) => abs(final),
  'small-final': (_, final) => -abs(final),
  /** The paper, appendix F.4: pruning at iteration 0. */
  'large-init': (initial) => abs(initial),
  'small-init': (initial) => -abs(initial),
  /** Their factor alpha is 1. */
  'large-init-large-final': (initial, final) => min(abs(final), abs(initial)),
  'small-init-small-final': (initial, final) => -max(abs(final), abs(initial)),
  'magnitude-increase': (initial, final) => abs(final) - abs(initial),
  movement: (initial, final) => abs(final - initial),
};

function valuesOf(weights: Weights, name: string): Float32Array {
  const tensor = weights.get(name);
  if (tensor === undefined) throw new Error(`no weights for ${name}`);
  return tensor.data;
}

function scoresOf(criterion: WeightCriterion, before: Float32Array, after: Float32Array): Float64Array {
  const score = importance[criterion];
  const scores = new Float64Array(after.length);
  for (let index = 0; index < scores.length; index++) scores[index] = score(before[index] ?? 0, after[index] ?? 0);
  return scores;
}

/** Of every prunable weight, those that are pruned already too. */
export function weightScores(criterion: WeightCriterion, initial: Weights, trained: Weights, mask: Mask): Scores {
  return new Map(
    [...mask.keys()].map((name): [string, Float64Array] => {
      return [name, scoresOf(criterion, valuesOf(initial, name), valuesOf(trained, name))];
    }),
  );
}
