/** Validation losses after each of the first steps: the same numbers as a peer's, if both do the same work. */
import type { Engine, TrainInput } from '../../src/engine/engine.ts';

export function ownLosses(engine: Engine, input: TrainInput, steps: number): number[] {
  const spec = {
    ...input.spec,
    iterations: steps,
    evaluateEvery: 1,
    testEvaluation: 'at-new-minimum',
    trainingEvaluation: 'never',
  } as const;
  const outcome = engine.train({ ...input, spec }, { shouldStop: () => false });
  if (outcome.kind !== 'finished') throw new Error(`The training of ${steps} steps ended as "${outcome.kind}".`);
  return outcome.evaluations.map(({ validationLoss }) => validationLoss);
}
