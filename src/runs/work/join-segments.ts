/** A training that was carried out in segments, as the record of the one training that it is. */
import type { Evaluation, TrainingRecord, TrainSpec } from '../../shared/specs/training.ts';

/** Whether the whole training evaluates the test set here; a segment does not know the minimum of those before it. */
function isTested(
  { testEvaluation, iterations }: TrainSpec,
  { iteration, validationLoss }: Evaluation,
  earlier: readonly Evaluation[],
): boolean {
  if (testEvaluation === 'every' || iteration === iterations) return true;
  return earlier.every((one) => validationLoss < one.validationLoss);
}

function untested(evaluation: Evaluation): Evaluation {
  const { testLoss: _loss, testAccuracy: _accuracy, ...rest } = evaluation;
  return rest;
}

/** Every segment is evaluated at its end, the whole training only where its own rhythm says so. */
function evaluationsOf(spec: TrainSpec, segments: readonly TrainingRecord[]): readonly Evaluation[] {
  const isDue = ({ iteration }: Evaluation): boolean => iteration % spec.evaluateEvery === 0 || iteration === spec.iterations;
  const all = segments.flatMap(({ evaluations }) => evaluations).filter(isDue);
  return all.map((one, index) => (isTested(spec, one, all.slice(0, index)) ? one : untested(one)));
}

/** @throws Error where no segment knows the weights of an iteration that the spec asks for. */
function weightsAt(iteration: number, segments: readonly TrainingRecord[]): string {
  const end = segments.find(({ spec }) => spec.iterations === iteration)?.finalWeights;
  const hash = end ?? segments.map(({ snapshots }) => snapshots[iteration]).find((one) => one !== undefined);
  if (hash === undefined) throw new Error(`no segment of the training has the weights of iteration ${iteration}`);
  return hash;
}

/** @param segments One after the other, the first from where `spec` begins, the last to where it ends. */
export function joinedRecord(spec: TrainSpec, segments: readonly TrainingRecord[]): TrainingRecord {
  const last = segments.at(-1);
  if (last === undefined) throw new Error('a training needs at least one segment');
  return {
    schemaVersion: 1,
    spec,
    evaluations: evaluationsOf(spec, segments),
    finalWeights: last.finalWeights,
    snapshots: Object.fromEntries(spec.snapshots.map((iteration) => [String(iteration), weightsAt(iteration, segments)])),
    ...(spec.returnsOptimizerState && last.optimizerState !== undefined && { optimizerState: last.optimizerState }),
    seconds: segments.reduce((sum, { seconds }) => sum + seconds, 0),
  };
}
