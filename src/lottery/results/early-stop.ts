/** Early stopping (the paper, section 2): every training runs its whole budget; where it should have stopped is found afterwards. */
import type { Evaluation } from '../../shared/specs/training.ts';

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
