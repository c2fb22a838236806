import { epochLength } from '../../specs/epoch-length.ts';
import type { Finding } from '../reading/finding.ts';
import { formatNumber } from '../reading/format-number.ts';
import type { KnownData } from '../schema/known-data.ts';
import { looksAtTraining } from '../schema/pruning-schema.ts';
import type { Config } from '../schema/schema.ts';

const earlyBirdPath = ['pruning', 'earlyBird'] as const;

/** The masks of `window` epochs are compared: so many must fit into the training. */
function checkEpochs({ training }: Config, window: number, data: KnownData): readonly Finding[] {
  const epoch = epochLength(data.trainImages - training.validationSize, training.batchSize);
  // Too few images are another check's.
  if (epoch < 1 || training.iterations >= window * epoch) return [];
  const message =
    `earlyBird compares the masks of ${formatNumber(window)} epochs of ${formatNumber(epoch)} iterations: ` +
    `training.iterations must be at least ${formatNumber(window * epoch)}, not ${formatNumber(training.iterations)}.`;
  return [{ message, paths: [['training', 'iterations'], [...earlyBirdPath, 'window'], earlyBirdPath], at: 'value' }];
}

/** A mask settles in the course of a training: there must be enough of it, and the criterion must look at it. */
export function checkEarlyBird(config: Config, data: KnownData | undefined): readonly Finding[] {
  const { criterion, earlyBird } = config.pruning;
  if (!earlyBird) return [];
  if (looksAtTraining(criterion)) return data ? checkEpochs(config, earlyBird.window, data) : [];
  const message = `earlyBird watches masks settle during training, and the criterion "${criterion}" does not look at trained weights.`;
  return [{ message, paths: [earlyBirdPath, ['pruning', 'criterion']], at: 'key' }];
}
