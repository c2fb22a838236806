/** The criterion that knows nothing: a random order of all weights (Zhou et al. 2019, "random"). */
import { generatorFor, permutation } from '../../shared/numbers/random.ts';
import type { Mask } from '../../shared/tensors/tensors.ts';
import { prunableCount } from '../masks/mask.ts';
import type { Scores } from './scores.ts';

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
