/** When and on what a training is evaluated. */
import type { Evaluation, TrainSpec } from '../shared/specs/training.ts';

type Cadence = Pick<TrainSpec, 'startIteration' | 'iterations' | 'evaluateEvery' | 'testEvaluation' | 'trainingEvaluation'>;

/** At iterations n, 2n, ... and the last; not where the training starts. */
export function isEvaluationDue(cadence: Cadence, iteration: number): boolean {
  return iteration > (cadence.startIteration ?? 0) && (iteration % cadence.evaluateEvery === 0 || iteration === cadence.iterations);
}

/** Whether the test set is evaluated beside a validation loss just found. */
export function testsNow(cadence: Cadence, iteration: number, validationLoss: number, earlier: readonly Evaluation[]): boolean {
  if (cadence.testEvaluation === 'every' || iteration === cadence.iterations) return true;
  return earlier.every((evaluation) => validationLoss < evaluation.validationLoss);
}

export function evaluatesTrainingNow(cadence: Cadence, iteration: number): boolean {
  if (cadence.trainingEvaluation === 'end') return iteration === cadence.iterations;
  return cadence.trainingEvaluation === 'every';
}
