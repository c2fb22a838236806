/** Differences within trials: what the trials have in common (initial weights, batches, split) cancels out. */
import { studentQuantile } from '../../shared/numbers/student-t.ts';
import {
  type StopSpread,
  type Interval,
  type PairedDifference,
  showsSpread,
  type Spread,
  type StopDifference,
} from '../../shared/results/verdict/statistics.ts';
import { boundOfDifference, boundOfSum, type StopBound } from '../../shared/results/verdict/early-stop.ts';
import type { TrainingSummary } from '../../shared/results/experiment.ts';

/** The steps in which numbers are measured: one test sample, the iterations between two evaluations. 0 where they are not known. */
export interface Resolution {
  /** A fraction 0..1. */
  readonly accuracy: number;
  readonly stop: number;
}

export const exactly: Resolution = { accuracy: 0, stop: 0 };

interface IntervalOptions {
  /** The share that the interval leaves outside, on both sides together. */
  readonly outside?: number;
  /** The step in which each value was measured. */
  readonly resolution?: number;
}

/** Two measurements are each off by up to half a step, with a variance of a twelfth of its square: their difference has this one. */
const roundingVariance = (resolution: number): number => (resolution * resolution) / 6;

/**
 * Interval of the mean of `values`, one difference a trial, in their unit: mean +- t s / sqrt(n), by Student's t of n - 1 degrees of freedom.
 * The variance of rounding is added to that of the values: two trials with the same difference in coarse steps have no spread, and yet are not certain.
 * @returns null for fewer than two values.
 */
export function studentInterval(values: readonly number[], { outside = 0.05, resolution = 0 }: IntervalOptions = {}): Interval | null {
  const n = values.length;
  if (n < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const variance = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (n - 1);
  const half = studentQuantile(outside, n - 1) * Math.sqrt((variance + roundingVariance(resolution)) / n);
  return { low: mean - half, high: mean + half, confidence: 1 - outside, method: 'student-t', degreesOfFreedom: n - 1 };
}

// Mean, minimum and maximum: a line of the paper's plots and its bars.

/** null of nothing; numbers that are null are left out. Summed in order. */
export function spread(numbers: readonly (number | null)[]): Spread | null {
  const known = numbers.filter((number) => number !== null);
  if (known.length === 0) return null;
  const mean = known.reduce((sum, number) => sum + number, 0) / known.length;
  return { mean, min: Math.min(...known), max: Math.max(...known) };
}

// On which side of 0 a difference lies, as far as the trials can tell.

/** Differences of the same accuracies, summed in another order, are smaller than this; real ones are larger. */
export const rounding = 1e-12;

/** 'above' or 'below' where the interval excludes 0, 'unclear' where it does not, 'too few' where there is none, 'no spread' where it has no width. */
export type Side = 'above' | 'below' | 'unclear' | 'too few' | 'no spread';

/**
 * The interval by which something is decided. Trials that differ alike, in steps that nobody knows (records of before the data were looked at), give one
 * without width: it would exclude 0 for any difference, and proves none.
 */
export function decidingInterval(difference: PairedDifference | null): Interval | null {
  const interval = difference?.interval ?? null;
  return interval !== null && showsSpread(interval) ? interval : null;
}

export function sideOf(difference: PairedDifference | null): Side {
  if (!difference?.interval) return 'too few';
  const interval = decidingInterval(difference);
  if (interval === null) return 'no spread';
  if (interval.low > rounding) return 'above';
  return interval.high < -rounding ? 'below' : 'unclear';
}

export const nowhereBelow = (difference: PairedDifference | null): boolean => (decidingInterval(difference)?.low ?? -Infinity) >= -rounding;
export const nowhereAbove = (difference: PairedDifference | null): boolean => (decidingInterval(difference)?.high ?? Infinity) <= rounding;

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
export function pairedDifference(a: ByTrial, b: ByTrial, options?: IntervalOptions): PairedDifference | null {
  const values = differences(a, b);
  const around = spread(values);
  return around && { n: values.length, ...around, interval: studentInterval(values, options) };
}

type Trainings = readonly TrainingSummary[];

/** The numbers of a training that are compared. */
export const accuracyAtStop: Measure = (training) => training.testAccuracyAtEarlyStop;
export const accuracyAtEnd: Measure = (training) => training.testAccuracyAtEnd;
/** A bound counts where it stands; `boundOf` says that there is one. */
export const earlyStop: Measure = (training) => training.earlyStopIteration;

export const boundOf = (trainings: Trainings): StopBound => boundOfSum(trainings.map((training) => training.earlyStopBound));

/** Of the accuracies of two kinds of training. */
export const accuracyDifference = (a: Trainings, b: Trainings, measure: Measure, options?: IntervalOptions): PairedDifference | null =>
  pairedDifference(byTrial(a, measure), byTrial(b, measure), options);

/** Of their early stops. Only the trials that both have are compared, so only their bounds count. */
export function stopDifference(a: Trainings, b: Trainings, options?: IntervalOptions): StopDifference | null {
  const [first, second] = [byTrial(a, earlyStop), byTrial(b, earlyStop)];
  const difference = pairedDifference(first, second, options);
  const inBoth = (trainings: Trainings): Trainings => trainings.filter(({ trial }) => first.has(trial) && second.has(trial));
  return difference && { ...difference, bound: boundOfDifference(boundOf(inBoth(a)), boundOf(inBoth(b))) };
}

/** The mean of all early stops, bounds where they stand. null without trainings. */
export function stopSpread(trainings: Trainings): StopSpread | null {
  const around = spread(trainings.map(earlyStop));
  return around && { ...around, bound: boundOf(trainings) };
}
