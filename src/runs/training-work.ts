import type { TrainSpec } from '../shared/training.ts';

type Budget = Pick<TrainSpec, 'batchSize' | 'iterations' | 'evaluateEvery' | 'validationSize'>;

const testSamples = 10_000;

/**
 * Multiplications of a training as if nothing were pruned: forward and both backward passes of every step, and the evaluations. A measure
 * for comparing trainings, not a forecast: pruned ones do less.
 * @param multiplications Of one sample's forward pass through the dense network.
 */
export function trainingWork(multiplications: number, { batchSize, iterations, evaluateEvery, validationSize }: Budget): number {
  const evaluated = (iterations / evaluateEvery) * (validationSize + testSamples);
  return multiplications * (3 * batchSize * iterations + evaluated);
}
