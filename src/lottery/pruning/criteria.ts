/** All pruning criteria by their names in the config; `criterionFacts` of the config's schema says what each looks at. */
import type { CriterionName } from '../../shared/config/schema/pruning-schema.ts';
import { generatorFor, permutation } from '../../shared/numbers/random.ts';
import type { Mask } from '../../shared/tensors/tensors.ts';
import { prunableCount } from '../masks/mask.ts';
import { channelScaleMask } from './channel-scale.ts';
import { byScores, type DrawMask } from './criterion.ts';
import { gradientCriteria } from './gradient-criteria.ts';
import type { Scores } from './prune.ts';
import { weightCriteria } from './weight-criteria.ts';

/** One permutation over all layers, so that a global threshold treats them alike (Zhou et al. 2019, "random"). */
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

export const criteria: Readonly<Record<CriterionName, DrawMask>> = {
  ...weightCriteria,
  random: byScores(({ mask, seed }) => randomScores(mask, seed)),
  ...gradientCriteria,
  'channel-scale': channelScaleMask,
};
