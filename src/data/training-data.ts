/** All that one training reads: the split, and how inputs are normalised. */
import type { Dataset, Samples } from '../shared/specs/samples.ts';
import type { TrainSpec } from '../shared/specs/training.ts';
import { trainingStatistics } from './normalization.ts';
import type { ChannelStatistics } from './normalization.ts';
import { splitTraining } from './split.ts';
import type { Split } from './split.ts';

/** The engine's `TrainingData`; indices point into `pool`. */
export interface PreparedData extends Split, ChannelStatistics {
  readonly pool: Samples;
  readonly test: Samples;
}

/** @throws RangeError where `validationSize` leaves nothing to train on. */
export function trainingData(dataset: Dataset, spec: Pick<TrainSpec, 'validationSize' | 'splitSeed' | 'normalization'>): PreparedData {
  const split = splitTraining(dataset.train.count, spec.validationSize, spec.splitSeed);
  const { normalization } = spec;
  const { mean, standardDeviation } =
    normalization.kind === 'fixed' ? normalization : trainingStatistics(dataset.train, split.trainingIndices);
  return { pool: dataset.train, test: dataset.test, ...split, mean, standardDeviation };
}
