/** The numbers of a network that was evaluated and not trained. */
import type { EvaluatedNetwork, Moment } from '../../shared/results/pruning/evaluated-network.ts';
import type { EvaluationRecord } from '../../shared/specs/evaluate-work.ts';
import type { TrainingId } from '../places/role.ts';

/** null where the evaluation is not one of a single network on the validation part and the test set. */
export function evaluatedNetwork(id: TrainingId, moment: Moment, { results }: Pick<EvaluationRecord, 'results'>): EvaluatedNetwork | null {
  const [validation, test] = results;
  if (validation === undefined || test === undefined || results.length !== 2) return null;
  const { trial, round, series, replicate } = id;
  return {
    ...{ trial, round, series, replicate, moment },
    ...{ validationLoss: validation.loss, validationAccuracy: validation.accuracy },
    ...{ testLoss: test.loss, testAccuracy: test.accuracy },
  };
}
