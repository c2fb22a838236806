/** One finished training in the numbers that people compare. */
import type { StopBound } from '../../shared/results/verdict/early-stop.ts';
import type { TrainingSummary } from '../../shared/results/experiment.ts';
import type { Evaluation, Hash, TrainSpec } from '../../shared/specs/training.ts';
import { rolePath, type TrainingId } from '../places/role.ts';

// Early stopping (the paper, section 2): every training runs its whole budget; where it should have stopped is found afterwards.

/** The first evaluation with the lowest validation loss. @throws RangeError where there is none. */
export function earlyStop(evaluations: readonly Evaluation[]): Evaluation {
  const [first, ...others] = evaluations;
  if (first === undefined) throw new RangeError('a training without evaluations has no early stop');
  return others.reduce((best, evaluation) => (evaluation.validationLoss < best.validationLoss ? evaluation : best), first);
}

/** Whether a minimum lies in the last 5 % of the budget: the loss may have gone on falling, so it is only a lower bound. */
export function isCensored(iteration: number, iterations: number): boolean {
  return 20 * iteration > 19 * iterations;
}

/** A finished training as far as its summary needs it. */
export interface TrainingFacts {
  readonly spec: Pick<TrainSpec, 'iterations' | 'startIteration'>;
  readonly evaluations: readonly Evaluation[];
  readonly seconds: number;
}

/** Facts with the same summary that hold three evaluations at most: the first, the one of the early stop and the last. Thousands of whole records would fill the memory. */
export function briefFacts({ spec: { iterations, startIteration }, evaluations, seconds }: TrainingFacts): TrainingFacts {
  const kept = new Set([evaluations[0], earlyStop(evaluations), evaluations.at(-1)]);
  const spec = { iterations, ...(startIteration !== undefined && { startIteration }) };
  return { spec, evaluations: evaluations.filter((one) => kept.has(one)), seconds };
}

/** The only evaluation of a training is the first and the last: then the budget is what is too short. */
function stopBound(stop: Evaluation, { evaluations, spec }: TrainingFacts): StopBound {
  if (isCensored(stop.iteration, spec.iterations)) return 'at-least';
  return stop === evaluations[0] ? 'at-most' : 'exact';
}

/**
 * @param hash Of the training's spec.
 * @throws RangeError where the facts hold no evaluation, or none of the test set at the early stop.
 */
export function trainingSummary(place: TrainingId, hash: Hash, record: TrainingFacts): TrainingSummary {
  const { trial, round, series, replicate } = place;
  const stop = earlyStop(record.evaluations);
  const end = record.evaluations.at(-1);
  if (stop.testAccuracy === undefined) throw new RangeError(`no test accuracy at iteration ${stop.iteration}, the early stop`);
  const earlyStopBound = stopBound(stop, record);
  return {
    role: rolePath(place),
    trial,
    round,
    series,
    replicate,
    hash,
    earlyStopIteration: stop.iteration,
    censored: earlyStopBound === 'at-least',
    earlyStopBound,
    testAccuracyAtEarlyStop: stop.testAccuracy,
    validationLossAtEarlyStop: stop.validationLoss,
    testAccuracyAtEnd: end?.testAccuracy ?? null,
    trainAccuracyAtEnd: end?.trainingAccuracy ?? null,
    evaluations: record.evaluations,
  };
}
