/** One evaluation of a training in progress. */
import type { Evaluation, TrainSpec } from '../shared/specs/training.ts';
import { evaluatesTrainingNow, testsNow } from './evaluation-plan.ts';
import type { TrainingSession } from './training-session.ts';

/** null if it was stopped: it is then done again on resume, so that stopping changes no bit. */
export function evaluateTraining(
  session: TrainingSession,
  spec: TrainSpec,
  iteration: number,
  earlier: readonly Evaluation[],
  shouldStop: () => boolean,
): Evaluation | null {
  const validation = session.evaluate('validation', shouldStop);
  if (validation === null) return null;
  const evaluation = { iteration, validationLoss: validation.loss, validationAccuracy: validation.accuracy };
  const test = testsNow(spec, iteration, validation.loss, earlier) ? session.evaluate('test', shouldStop) : undefined;
  if (test === null) return null;
  const training = evaluatesTrainingNow(spec, iteration) ? session.evaluate('training', shouldStop) : undefined;
  if (training === null) return null;
  return {
    ...evaluation,
    ...(test && { testLoss: test.loss, testAccuracy: test.accuracy }),
    ...(training && { trainingLoss: training.loss, trainingAccuracy: training.accuracy }),
  };
}
