import { describe, expect, it } from 'vitest';
import {
  accuracyAtStop,
  bootstrapInterval,
  byTrial,
  certainStop,
  differences,
  nowhereAbove,
  nowhereBelow,
  pairedDifference,
  sideOf,
  stopOrBound,
} from '../../../../src/lottery/results/paired.ts';
import { training } from '../fixtures.ts';

/** Every resample there is, n to the power n, each once: what the drawn resamples approach. */
function allMeans(values: readonly number[]): number[] {
  let sums = [0];
  for (let place = 0; place < values.length; place++) sums = sums.flatMap((sum) => values.map((value) => sum + value));
  return sums.map((sum) => sum / values.length).sort((a, b) => a - b);
}

/** Smallest mean with more than `share` of all at or below it. */
const exactQuantile = (means: readonly number[], share: number): number => means[Math.floor(share * means.length)] ?? NaN;

describe('the bootstrap', () => {
  it('of three trials: the exact interval over all 27 resamples', () => {
    const values = [-700, -300, -500];
    const means = allMeans(values);
    expect(means).toHaveLength(27);
    // All three the smallest: 1 of 27, more than 2.5 %. So the interval reaches from minimum to maximum.
    expect([exactQuantile(means, 0.025), exactQuantile(means, 0.975)]).toEqual([-700, -300]);
    expect(bootstrapInterval(values)).toEqual({ low: -700, high: -300, confidence: 0.95 });
    // With 80 %, 3 of 27 lie below -633 1/3.
    const inner = bootstrapInterval(values, 0.8);
    expect(inner?.low).toBeCloseTo(exactQuantile(means, 0.1), 9);
    expect(inner?.high).toBeCloseTo(exactQuantile(means, 0.9), 9);
    expect(inner?.low).toBeCloseTo(-1900 / 3, 9);
  });

  it('of five trials: between the exact quantiles of all 3,125 resamples', () => {
    const values = [3, -1, 4, 1.5, 9];
    const means = allMeans(values);
    const interval = bootstrapInterval(values);
    expect(means).toHaveLength(3125);
    expect(interval?.low).toBeGreaterThanOrEqual(exactQuantile(means, 0.015));
    expect(interval?.low).toBeLessThanOrEqual(exactQuantile(means, 0.035));
    expect(interval?.high).toBeGreaterThanOrEqual(exactQuantile(means, 0.965));
    expect(interval?.high).toBeLessThanOrEqual(exactQuantile(means, 0.985));
  });

  it('is the same every time, and nothing for one or two trials', () => {
    const values = [0.1, 0.25, 0.3, 0.17];
    expect(bootstrapInterval(values)).toEqual(bootstrapInterval([...values]));
    expect(bootstrapInterval([1, 2])).toBeNull();
    expect(bootstrapInterval([1])).toBeNull();
  });
});

describe('paired differences', () => {
  it('one number a trial: the mean of its replicates', () => {
    const reinits = [
      training({ trial: 2, series: 'randomReinit', replicate: 1 }, 0.9, 3000),
      training({ trial: 1, series: 'randomReinit', replicate: 1 }, 0.96, 4000),
      training({ trial: 1, series: 'randomReinit', replicate: 2 }, 0.94, 5000),
    ];
    expect([...byTrial(reinits, stopOrBound)]).toEqual([
      [2, 3000],
      [1, 4500],
    ]);
    expect(byTrial(reinits, accuracyAtStop).get(1)).toBeCloseTo(0.95, 12);
  });

  it('within trials that have both, in their order', () => {
    const a = new Map([
      [3, 10],
      [1, 4],
      [7, 0],
    ]);
    const b = new Map([
      [1, 1],
      [3, 20],
      [2, 5],
    ]);
    expect(differences(a, b)).toEqual([3, -10]);
    expect(pairedDifference(a, b)).toEqual({ n: 2, mean: -3.5, min: -10, max: 3, interval: null });
    expect(pairedDifference(a, new Map())).toBeNull();
  });

  it('a trial with a censored early stop has no difference', () => {
    const stops = [training({ trial: 1 }, 0.9, 100), training({ trial: 2 }, 0.9, 3990, true)];
    expect([...byTrial(stops, certainStop)]).toEqual([[1, 100]]);
    expect(byTrial(stops, stopOrBound).get(2)).toBe(3990);
  });

  it('on which side of 0 they lie', () => {
    const of = (low: number, high: number) => ({ n: 3, mean: 0, min: low, max: high, interval: { low, high, confidence: 0.95 } });
    expect([of(1, 2), of(-2, -1), of(-1, 1), of(0, 1), of(1e-15, 1)].map(sideOf)).toEqual([
      'above',
      'below',
      'unclear',
      'unclear',
      'unclear',
    ]);
    expect(sideOf({ n: 2, mean: 1, min: 1, max: 1, interval: null })).toBe('too few');
    expect([nowhereBelow(of(0, 1)), nowhereBelow(of(-1, 1)), nowhereAbove(of(-1, 0)), nowhereAbove(null)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});
