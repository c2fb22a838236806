import { describe, expect, it } from 'vitest';
import {
  accuracyAtStop,
  byTrial,
  differences,
  earlyStop,
  nowhereAbove,
  nowhereBelow,
  pairedDifference,
  sideOf,
  stopDifference,
  stopSpread,
  studentInterval,
} from '../../../../src/lottery/results/paired.ts';
import { exp } from '../../../../src/shared/numbers/math.ts';
import { type Generator, generatorFor, standardNormal } from '../../../../src/shared/numbers/random.ts';
import { training } from '../fixtures.ts';

describe('the interval of a mean', () => {
  it('is mean +- t s / sqrt(n), here as scipy.stats.ttest_1samp(...).confidence_interval() gives it', () => {
    const interval = studentInterval([0.009, 0.0081, 0.0102]);
    expect(interval).toMatchObject({ confidence: 0.95, method: 'student-t', degreesOfFreedom: 2 });
    // SciPy 1.17.1
    expect(interval?.low).toBeCloseTo(0.0064827985194594595, 15);
    expect(interval?.high).toBeCloseTo(0.011717201480540538, 15);
  });

  it('is there for two values, and very wide: 12.7 times their half distance', () => {
    const interval = studentInterval([1, 3]);
    expect(interval?.high).toBeCloseTo(2 + 12.706204736174694, 10);
  });

  it('is none for one value', () => {
    expect(studentInterval([1])).toBeNull();
    expect(studentInterval([])).toBeNull();
  });

  it('is wider by the steps of the measurement, so that two equal differences are not certain', () => {
    expect(studentInterval([-200, -200])).toMatchObject({ low: -200, high: -200 });
    const coarse = studentInterval([-200, -200], { resolution: 100 });
    // 12.706 sqrt(100^2 / 6 / 2)
    expect(coarse?.high).toBeCloseTo(-200 + 12.706204736174694 * Math.sqrt(10_000 / 12), 9);
  });
});

/** Share of intervals of `n` draws that hold the mean of their distribution, 0. */
function coverage(n: number, draw: (generator: Generator) => number, samples: number): number {
  const generator = generatorFor('coverage', n);
  let inside = 0;
  for (let sample = 0; sample < samples; sample++) {
    const interval = studentInterval(Array.from({ length: n }, () => draw(generator)));
    if (interval && interval.low <= 0 && interval.high >= 0) inside++;
  }
  return inside / samples;
}

describe('the coverage of the 95 % interval', () => {
  it.each(Array.from({ length: 19 }, (_, index) => index + 2))('is within a hundredth of that for %i normal differences', (n) => {
    expect(Math.abs(coverage(n, standardNormal, 20_000) - 0.95)).toBeLessThan(0.01);
  });

  // As docs/claims.md says; from 400,000 draws each in NumPy.
  it.each([
    [2, 0.894],
    [3, 0.838],
    [5, 0.822],
    [10, 0.84],
    [20, 0.867],
  ])('for %i differences of a log-normal distribution is %d', (n, expected) => {
    const mean = exp(0.5);
    expect(Math.abs(coverage(n, (generator) => exp(standardNormal(generator)) - mean, 20_000) - expected)).toBeLessThan(0.01);
  });
});

describe('paired differences', () => {
  it('compare one number a trial, the mean of its replicates', () => {
    const reinits = [
      training({ trial: 2, series: 'randomReinit', replicate: 1 }, 0.9, 3000),
      training({ trial: 1, series: 'randomReinit', replicate: 1 }, 0.96, 4000),
      training({ trial: 1, series: 'randomReinit', replicate: 2 }, 0.94, 5000),
    ];
    expect([...byTrial(reinits, earlyStop)]).toEqual([
      [2, 3000],
      [1, 4500],
    ]);
    expect(byTrial(reinits, accuracyAtStop).get(1)).toBeCloseTo(0.95, 12);
  });

  it('are taken within trials that have both, in their order', () => {
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
    expect(pairedDifference(a, b)).toMatchObject({ n: 2, mean: -3.5, min: -10, max: 3, interval: { degreesOfFreedom: 1 } });
    expect(pairedDifference(a, new Map())).toBeNull();
  });

  const interval = (low: number, high: number) => ({
    ...{ n: 3, mean: 0, min: low, max: high },
    interval: { low, high, confidence: 0.95, method: 'student-t', degreesOfFreedom: 2 } as const,
  });

  it('lie above or below 0 where their interval does, rounding aside', () => {
    const sides = [interval(1, 2), interval(-2, -1), interval(-1, 1), interval(0, 1), interval(1e-15, 1)].map(sideOf);
    expect(sides).toEqual(['above', 'below', 'unclear', 'unclear', 'unclear']);
    expect(sideOf({ n: 1, mean: 1, min: 1, max: 1, interval: null })).toBe('too few');
  });

  it('decide nothing where the interval has no width', () => {
    const alike = [0.1 + 0.2 - 0.3, 0, 0.25, -0.25].map((value) => interval(value, value));
    expect(alike.map(sideOf)).toEqual(['no spread', 'no spread', 'no spread', 'no spread']);
    expect(alike.flatMap((one) => [nowhereBelow(one), nowhereAbove(one)])).not.toContain(true);
  });

  it('are nowhere below or above 0 where the interval ends there', () => {
    expect([nowhereBelow(interval(0, 1)), nowhereBelow(interval(-1, 1))]).toEqual([true, false]);
    expect([nowhereAbove(interval(-1, 0)), nowhereAbove(null)]).toEqual([true, false]);
  });
});

describe('early stops that are only bounds', () => {
  const exact = training({ trial: 1 }, 0.9, 100);
  const late = training({ trial: 2 }, 0.9, 3990, 'at-least');
  const early = training({ trial: 3 }, 0.9, 50, 'at-most');

  it.each([
    [[exact], 'exact', 100],
    [[exact, late], 'at-least', 2045],
    [[exact, early], 'at-most', 75],
    [[late, early], 'unknown', 2020],
  ] as const)('count where they stand, and the mean says what it is', (trainings, bound, mean) => {
    expect(stopSpread(trainings)).toMatchObject({ bound, mean });
  });

  it.each([
    ['exact', 'at-least', 'at-most'],
    ['at-most', 'at-least', 'at-most'],
    ['at-least', 'exact', 'at-least'],
    ['at-least', 'at-least', 'unknown'],
    ['exact', 'exact', 'exact'],
  ] as const)('%s less %s is %s', (a, b, bound) => {
    expect(stopDifference([training({}, 0.9, 100, a)], [training({}, 0.9, 300, b)])).toMatchObject({ mean: -200, bound });
  });

  it('do not touch the differences of other trials', () => {
    expect(stopDifference([exact, late], [training({ trial: 1 }, 0.9, 300)])).toMatchObject({ n: 1, bound: 'exact' });
  });
});
