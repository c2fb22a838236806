/** Differences within trials: what the trials have in common (initial weights, batches, split) cancels out. */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { generatorFor } from '../../shared/numbers/random.ts';
import type { TrainingSummary } from '../../shared/results/experiment.ts';
import type { Interval, PairedDifference, Spread } from '../../shared/results/statistics.ts';

// How sure a mean over few trials is: the percentile bootstrap.
/** From one or two values a bootstrap can draw too few different means to say anything. */
const fewestTrials = 3;
const resamples = 2_000;
const drawn = new Map<number, Uint32Array>();

/** Which values each resample takes, `n` a resample. Depends on `n` alone: the same values always give the same interval. */
function placesFor(n: number): Uint32Array {
  const known = drawn.get(n);
  if (known) return known;
  const generator = generatorFor('bootstrap', n);
  const places = Uint32Array.from({ length: resamples * n }, () => uniformInt(generator, 0, n - 1));
  drawn.set(n, places);
  return places;
}

function sortedMeans(values: readonly number[]): Float64Array {
  const [n, places, means] = [values.length, placesFor(values.length), new Float64Array(resamples)];
  for (let resample = 0; resample < resamples; resample++) {
    let sum = 0;
    for (let place = resample * n; place < (resample + 1) * n; place++) sum += values[places[place] ?? 0] ?? 0;
    means[resample] = sum / n;
  }
  return means.sort();
}

function interval(values: readonly number[], confidence: number): Interval {
  const means = sortedMeans(values);
  const outside = Math.floor(((1 - confidence) / 2) * resamples);
  return { low: means[outside] ?? NaN, high: means[resamples - 1 - outside] ?? NaN, confidence };
}

/** A document is made anew with every training that ends; all earlier rounds are what they were. */
const known = new Map<string, Interval>();
const mostKnown = 5_000;

/**
 * Interval of the mean of `values`, one value a trial, in their unit.
 * @param confidence Share of the resampled means that lie inside, 0..1.
 * @returns null for fewer than three values: too few to tell.
 */
export function bootstrapInterval(values: readonly number[], confidence = 0.95): Interval | null {
  if (values.length < fewestTrials) return null;
  const key = [confidence, ...values].join();
  const result = known.get(key) ?? interval(values, confidence);
  if (known.size >= mostKnown) known.clear();
  known.set(key, result);
  return result;
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
const rounding = 1e-12;

/** 'above' or 'below' where the interval excludes 0, 'unclear' where it does not, 'too few' where there is none. */
type Side = 'above' | 'below' | 'unclear' | 'too few';

export function sideOf(difference: PairedDifference | null): Side {
  const interval = difference?.interval ?? null;
  if (interval === null) return 'too few';
  if (interval.low > rounding) return 'above';
  return interval.high < -rounding ? 'below' : 'unclear';
}

export const nowhereBelow = (difference: PairedDifference | null): boolean => (difference?.interval?.low ?? -Infinity) >= -rounding;
export const nowhereAbove = (difference: PairedDifference | null): boolean => (difference?.interval?.high ?? Infinity) <= rounding;

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

/** The numbers of a training that are compared. */
export const accuracyAtStop: Measure = (training) => training.testAccuracyAtEarlyStop;
export const accuracyAtEnd: Measure = (training) => training.testAccuracyAtEnd;
/** A censored early stop is only a lower bound, so that its differences are no numbers. */
export const certainStop: Measure = (training) => (training.censored ? null : training.earlyStopIteration);
/** Censored ones count with their lower bound: good for "later than" only. */
export const stopOrBound: Measure = (training) => training.earlyStopIteration;
