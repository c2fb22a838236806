/** Whether Early-Bird tickets can be drawn: masks must settle within the training, and the criterion must look at it. */
import { epochLength } from '../../specs/training.ts';
import { formatNumber } from '../../text/format.ts';
import type { Finding } from '../problems/problem.ts';
import type { KnownData } from '../facts/known-data.ts';
import { criterionFacts } from '../schema/pruning-schema.ts';
import type { Config } from '../schema/schema.ts';
import { t } from '../../text/language.ts';

const earlyBirdPath = ['pruning', 'earlyBird'] as const;

/** The masks of `window` epochs are compared: so many must fit into the training. */
function checkEpochs({ training }: Config, window: number, data: KnownData): readonly Finding[] {
  const epoch = epochLength(data.trainImages - training.validationSize, training.batchSize);
  // Too few images are another check's.
  if (epoch < 1 || training.iterations >= window * epoch) return [];
  const message = t(
    'earlyBird compares the masks of {0} epochs of {1} iterations: training.iterations must be at least {2}, not {3}.',
    formatNumber(window),
    formatNumber(epoch),
    formatNumber(window * epoch),
    formatNumber(training.iterations),
  );
  return [{ message, paths: [['training', 'iterations'], [...earlyBirdPath, 'window'], earlyBirdPath], at: 'value' }];
}

/** The line between two copies needs both of them whole. */
function checkStop({ pruning, instability }: Config): readonly Finding[] {
  if (!pruning.earlyBird?.stop || instability === undefined) return [];
  const message = t('instability compares whole trainings, and earlyBird.stop ends them early: leave out one of the two.');
  return [{ message, paths: [[...earlyBirdPath, 'stop'], ['instability']], at: 'key' }];
}

/** A mask settles in the course of a training: there must be enough of it, and the criterion must look at it. */
export function checkEarlyBird(config: Config, data: KnownData | undefined): readonly Finding[] {
  const { criterion, earlyBird } = config.pruning;
  if (!earlyBird) return [];
  if (criterionFacts[criterion].looksAtTraining)
    return [...(data ? checkEpochs(config, earlyBird.window, data) : []), ...checkStop(config)];
  const message = t('earlyBird watches masks settle during training, and the criterion "{0}" does not look at trained weights.', criterion);
  return [{ message, paths: [earlyBirdPath, ['pruning', 'criterion']], at: 'key' }];
}
