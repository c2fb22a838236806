/** All that one training reads: the split, and how inputs are normalised. */
import { generatorFor, permutation } from '../shared/numbers/random.ts';
import type { Dataset, Samples } from '../shared/specs/samples.ts';
import type { TrainSpec } from '../shared/specs/training.ts';
import { type ChannelStatistics, standardiseColumns, trainingStatistics } from './normalization.ts';

/** Which samples train and which validate (PAPER: one split per trial, of the shuffled training set). */
interface Split {
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

/** The engine's `TrainingData`; indices point into `pool`. */
export interface PreparedData extends Split, ChannelStatistics {
  readonly pool: Samples;
  readonly test: Samples;
}

/** @throws RangeError where `validationSize` leaves nothing to train on. */
export function trainingData(dataset: Dataset, spec: Pick<TrainSpec, 'validationSize' | 'splitSeed' | 'normalization'>): PreparedData {
  const split = splitTraining(dataset.train.count, spec.validationSize, spec.splitSeed);
  const { normalization } = spec;
  if (normalization.kind === 'per-feature') {
    const standardised = standardiseColumns(dataset.train, split.trainingIndices);
    return { pool: standardised(dataset.train), test: standardised(dataset.test), ...split, mean: [0], standardDeviation: [1] };
  }
  const { mean, standardDeviation } =
    normalization.kind === 'fixed' ? normalization : trainingStatistics(dataset.train, split.trainingIndices);
  return { pool: dataset.train, test: dataset.test, ...split, mean, standardDeviation };
}
