/** Differences within trials: what the trials have in common (initial weights, batches, split) cancels out. */
import type { TrainingSummary } from '../../shared/results/experiment.ts';
import type { PairedDifference } from '../../shared/results/statistics.ts';
import { spread } from './spread.ts';
import { bootstrapInterval } from './bootstrap.ts';

/** A number of each trial. */
export type ByTrial = ReadonlyMap<number, number>;
export type Measure = (training: TrainingSummary) => number | null;

/** One number a trial: the mean over its replicates. A trial of which one number is missing is left out. */
export function byTrial(trainings: readonly TrainingSummary[], measure: Measure): ByTrial {
  const result = new Map<number, number>();
  for (const trial of new Set(trainings.map((training) => training.trial))) {
    const numbers = trainings.filter((training) => training.trial === trial).map(measure);
    const mean = numbers.includes(null) ? null : spread(numbers)?.mean;
    if (mean !== null && mean !== undefined) result.set(trial, mean);
  }
  return result;
}

/** `a - b` of the trials that both have, in ascending order of the trials. */
export function differences(a: ByTrial, b: ByTrial): number[] {
  const trials = [...a.keys()].filter((trial) => b.has(trial)).sort((first, second) => first - second);
  return trials.map((trial) => (a.get(trial) ?? NaN) - (b.get(trial) ?? NaN));
}

/** @returns null where no trial has both. */
export function pairedDifference(a: ByTrial, b: ByTrial, confidence?: number): PairedDifference | null {
  const values = differences(a, b);
  const around = spread(values);
  return around && { n: values.length, ...around, interval: bootstrapInterval(values, confidence) };
}

/** Of what is measured on each of two kinds of training. */
export const measuredDifference = (
  a: readonly TrainingSummary[],
  b: readonly TrainingSummary[],
  measure: Measure,
): PairedDifference | null => pairedDifference(byTrial(a, measure), byTrial(b, measure));
