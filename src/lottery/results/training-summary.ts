/** One finished training in the numbers that people compare. */
import type { TrainingSummary } from '../../shared/results/experiment.ts';
import type { Hash, TrainingRecord } from '../../shared/specs/training.ts';
import { earlyStop, isCensored } from './early-stop.ts';
import { rolePath } from '../places/role.ts';
import type { TrainingPlace } from '../places/role.ts';

/**
 * @param hash Of the training's spec.
 * @throws RangeError where the record holds no evaluation, or none of the test set at the early stop.
 */
export function trainingSummary(place: TrainingPlace, hash: Hash, record: TrainingRecord): TrainingSummary {
  const { trial, round, series, replicate } = place;
  const stop = earlyStop(record.evaluations);
  const end = record.evaluations.at(-1);
  if (stop.testAccuracy === undefined) throw new RangeError(`no test accuracy at iteration ${stop.iteration}, the early stop`);
  return {
    role: rolePath(place),
    trial,
    round,
    series,
    replicate,
    hash,
    earlyStopIteration: stop.iteration,
    censored: isCensored(stop.iteration, record.spec.iterations),
    testAccuracyAtEarlyStop: stop.testAccuracy,
    validationLossAtEarlyStop: stop.validationLoss,
    testAccuracyAtEnd: end?.testAccuracy ?? null,
    trainAccuracyAtEnd: end?.trainingAccuracy ?? null,
    evaluations: record.evaluations,
  };
}
