import type { Evaluation } from '../../src/shared/specs/training.ts';
import type { TrainingSummary } from '../../src/shared/results/experiment.ts';
import type { BandPoint } from '../charts/band-point.ts';
import { formatAccuracy, formatCount } from '../format.ts';

export type Quantity = 'test' | 'validation';

/** Accuracy against iteration, mean and range over trainings, at the iterations where each of them was evaluated. */
export function curvePoints(trainings: readonly TrainingSummary[], quantity: Quantity, label: string): BandPoint[] {
  return [...valuesByIteration(trainings, quantity)]
    .filter(([, values]) => values.length === trainings.length)
    .sort(([a], [b]) => a - b)
    .map(([iteration, values]) => pointOf(iteration, values, label));
}

function valuesByIteration(trainings: readonly TrainingSummary[], quantity: Quantity): Map<number, number[]> {
  const result = new Map<number, number[]>();
  for (const evaluation of trainings.flatMap(({ evaluations }) => evaluations)) {
    const value = accuracyOf(evaluation, quantity);
    if (value === undefined) continue;
    const values = result.get(evaluation.iteration);
    if (values) values.push(value);
    else result.set(evaluation.iteration, [value]);
  }
  return result;
}

const accuracyOf = (evaluation: Evaluation, quantity: Quantity): number | undefined =>
  quantity === 'test' ? evaluation.testAccuracy : evaluation.validationAccuracy;

function pointOf(iteration: number, values: readonly number[], label: string): BandPoint {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const scaled = { y: mean * 100, low: Math.min(...values) * 100, high: Math.max(...values) * 100 };
  const words = `${label}, iteration ${formatCount(iteration)}: ${formatAccuracy(mean)} %`;
  return { x: iteration, ...scaled, open: false, round: null, words };
}
