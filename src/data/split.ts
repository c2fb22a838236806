/** Which samples train and which validate (PAPER: one split per trial, of the shuffled training set). */
import { generatorFor, permutation } from '../shared/numbers/random.ts';

export interface Split {
  /** In shuffled order, like the validation part. */
  readonly trainingIndices: Uint32Array;
  readonly validationIndices: Uint32Array;
}

/**
 * The last `validationSize` of the shuffled samples are validation.
 * Shuffled first: the tail of a sorted file would hold one class only.
 * @throws RangeError where nothing would be left to train or to validate on.
 */
export function splitTraining(count: number, validationSize: number, splitSeed: string): Split {
  if (validationSize < 1 || validationSize >= count)
    throw new RangeError(`validationSize ${validationSize} of ${count} training samples: expected 1 to ${count - 1}`);
  const order = permutation(generatorFor(splitSeed), count);
  return { trainingIndices: order.slice(0, count - validationSize), validationIndices: order.slice(count - validationSize) };
}
