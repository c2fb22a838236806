import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullMask, isSubset, prunableCount, remaining, remainingCount } from '../../../../src/lottery/masks/mask.ts';
import { plannedRounds } from '../../../../src/lottery/plan/planned.ts';
import { prunedCount } from '../../../../src/lottery/plan/exact-counts.ts';
import { pruningRates } from '../../../../src/lottery/plan/pruning-rates.ts';
import { initialWeights } from '../../../../src/lottery/weights/initial-weights.ts';
import { onesIn } from '../../../../src/shared/tensors/tensors.ts';
import { config, lenet, maskOf, small, weightsOf } from '../fixtures.ts';
import { pruneSmallest as prune } from './prune-smallest.ts';

/** Case C002, by exact rounding: [layer 1, layer 2, output, all]. */
const lenetRounds = [
  [188_160, 24_000, 900, 213_060],
  [150_528, 19_200, 810, 170_538],
  [120_422, 15_360, 729, 136_511],
  [96_338, 12_288, 656, 109_282],
  [77_070, 9830, 590, 87_490],
  [61_656, 7864, 531, 70_051],
  [49_325, 6291, 478, 56_094],
  [39_460, 5033, 430, 44_923],
  [31_568, 4026, 387, 35_981],
  [25_254, 3221, 348, 28_823],
];
const defaults = { dense: 0.2, output: 0.1 };

describe('prunedCount', () => {
  it.each([
    [100, 0.07, 7],
    [100, 0.29, 29],
    [1000, 0.0015, 2],
    [10, 0.05, 1],
    [10, 0.25, 3],
    [10, 0.15, 2],
    [10, 0.149, 1],
    [3, 0.5, 2],
    [5, 0.99, 4],
    [1, 0.9, 0],
    [0, 0.5, 0],
    [100, 0, 0],
    [10_000_000, 1e-7, 1],
    [4_999_999, 1e-7, 0],
    [5_000_000, 1e-7, 1],
    [235_200, 0.2, 47_040],
  ])('of %i at %f: %i', (survivors, rate, pruned) => {
    expect(prunedCount(survivors, rate)).toBe(pruned);
  });
});

describe('prune', () => {
  it('takes the smallest absolute values, negative or not; ties by lower index', () => {
    const trained = weightsOf('a', [-9, 0.5, -0.5, 3, 0.1, -0, 7, 0]);
    expect(prune(trained, maskOf('a', [1, 1, 1, 1, 1, 1, 1, 1]), new Map([['a', 0.5]])).get('a')?.data).toEqual(
      Uint8Array.of(1, 0, 1, 1, 0, 0, 1, 0),
    );
    expect(prune(trained, maskOf('a', [1, 1, 1, 1, 1, 1, 1, 1]), new Map([['a', 0.1]])).get('a')?.data).toEqual(
      Uint8Array.of(1, 1, 1, 1, 1, 0, 1, 1),
    );
  });

  it('what is pruned stays pruned and is not counted again', () => {
    const trained = weightsOf('a', [0, 1, 2, 3]);
    expect(prune(trained, maskOf('a', [0, 1, 1, 1]), new Map([['a', 0.34]])).get('a')?.data).toEqual(Uint8Array.of(0, 0, 1, 1));
  });

  it('a surviving weight that is exactly 0 remains until it is pruned (C008)', () => {
    expect(remaining(prune(weightsOf('a', [0, 1, 2, 3]), maskOf('a', [1, 1, 1, 1]), new Map()))).toBe(1);
  });

  it('never empties a layer', () => {
    let mask = maskOf('a', [1, 1, 1]);
    for (let round = 0; round < 5; round++) mask = prune(weightsOf('a', [1, 2, 3]), mask, new Map([['a', 0.9]]));
    expect(mask.get('a')?.data).toEqual(Uint8Array.of(0, 0, 1));
  });

  it('C002: counts of the small network', () => {
    const rates = pruningRates(small, defaults);
    const first = prune(initialWeights(small, 's'), fullMask(small), rates);
    const second = prune(initialWeights(small, 't'), first, rates);
    expect([...first.values()].map(onesIn)).toEqual([2560, 450]);
    expect([...second.values()].map(onesIn)).toEqual([2048, 405]);
    expect([remainingCount(second), prunableCount(second)]).toEqual([2453, 3700]);
    expect(isSubset(second, first)).toBe(true);
  });

  it('C002: ten rounds of LeNet-300-100', () => {
    const rates = pruningRates(lenet, defaults);
    let mask = fullMask(lenet);
    for (const [round, expected] of lenetRounds.entries()) {
      const before = mask;
      mask = prune(initialWeights(lenet, `round ${round}`), mask, rates);
      expect([...[...mask.values()].map(onesIn), remainingCount(mask)]).toEqual(expected);
      expect(isSubset(mask, before)).toBe(true);
    }
    expect(plannedRounds(lenet, config({ pruning: { rounds: 10 } }).pruning).map((planned) => planned.remainingCount)).toEqual([
      266_200,
      ...lenetRounds.map((counts) => counts[3]),
    ]);
  });

  it('for any weights, mask and rate: a subset, the exact count, nothing kept smaller than what is pruned', () => {
    const layer = fc.array(fc.record({ weight: fc.float({ noNaN: true }), kept: fc.boolean() }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(layer, fc.integer({ min: 0, max: 99 }), (places, percent) => {
        const before = maskOf(
          'a',
          places.map(({ kept }) => Number(kept)),
        );
        const after = prune(
          weightsOf(
            'a',
            places.map(({ weight }) => weight),
          ),
          before,
          new Map([['a', percent / 100]]),
        );
        const survivors = remainingCount(before);
        const wanted = Math.floor((2 * percent * survivors + 100) / 200);
        expect(remainingCount(after)).toBe(survivors === 0 ? 0 : survivors - Math.min(wanted, survivors - 1));
        expect(isSubset(after, before)).toBe(true);
        const size = (kept: number): number[] =>
          places
            .filter((place, index) => place.kept && after.get('a')?.data[index] === kept)
            .map(({ weight }) => Math.abs(Math.fround(weight)));
        expect(Math.max(0, ...size(0))).toBeLessThanOrEqual(Math.min(Infinity, ...size(1)));
      }),
    );
  });
});

describe('pruningRates', () => {
  it('by name, else by role', () => {
    const { rates } = config({ pruning: { rates: { dense: 0.3, fc2: 0 } } }).pruning;
    expect([...pruningRates(lenet, rates)]).toEqual([
      ['fc1.weight', 0.3],
      ['fc2.weight', 0],
      ['fc3.weight', 0.1],
    ]);
  });

  it('refuses a layer that is not there', () => {
    expect(() => pruningRates(lenet, { ...defaults, fc4: 0.1 })).toThrow('no layer of that name; its layers are fc1, fc2, fc3');
  });
});
