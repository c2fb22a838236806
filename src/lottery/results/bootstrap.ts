/** How sure a mean over few trials is: the percentile bootstrap. */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import type { Interval } from '../../shared/results/statistics.ts';
import { generatorFor } from '../../shared/numbers/random.ts';

/** From one or two values a bootstrap can draw too few different means to say anything. */
export const fewestTrials = 3;
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
