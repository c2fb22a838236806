import { describe, expect, it } from 'vitest';
import { plannedRounds, pruningEnd } from '../../../../src/lottery/plan/planned.ts';
import { pruningEndWords } from '../../../../src/shared/results/pruning/pruning-end.ts';
import { keptBy, pruningTargets } from '../../../../src/lottery/plan/targets.ts';
import type { ConfigInput } from '../../../../src/shared/config/schema/schema.ts';
import { config, lenet, small } from '../fixtures.ts';

const targets = (pruning: ConfigInput['pruning'], network = lenet) => pruningTargets(network, config({ pruning }).pruning);
const counts = (pruning: ConfigInput['pruning'], network = lenet): number[][] =>
  targets(pruning, network).map((target) => target.map(({ kept }) => kept));

describe('scopes', () => {
  it('layer: each at its own rate', () => {
    expect(targets({ rounds: 1 }, small)).toEqual([
      [
        { names: ['fc1.weight'], kept: 2560 },
        { names: ['fc2.weight'], kept: 450 },
      ],
    ]);
  });

  it('global: 20 % of all survivors by default, over all layers', () => {
    // 266,200 - 53,240 = 212,960; a fifth of that is 42,592.
    expect(targets({ scope: 'global', rounds: 2 })).toEqual([
      [{ names: ['fc1.weight', 'fc2.weight', 'fc3.weight'], kept: 212_960 }],
      [{ names: ['fc1.weight', 'fc2.weight', 'fc3.weight'], kept: 170_368 }],
    ]);
  });

  it('global: a layer or a kind at rate 0 is left out and keeps all its weights', () => {
    // 265,200 weights take part, half of them stay.
    expect(targets({ scope: 'global', rounds: 1, rates: { global: 0.5, output: 0 } })).toEqual([
      [
        { names: ['fc1.weight', 'fc2.weight'], kept: 132_600 },
        { names: ['fc3.weight'], kept: 1000 },
      ],
    ]);
    expect(counts({ scope: 'global', rounds: 1, rates: { global: 0.5, fc1: 0 } })).toEqual([[15_500, 235_200]]);
  });

  it.each([0.1, 0.2, 0.4, 0.6, 0.8])("the paper's rates, appendix G: %f", (rate) => {
    const [first = []] = counts({ rounds: 1, rates: { dense: rate, output: rate / 2 } });
    const kept = (count: number, share: number): number => count - Math.floor(count * share + 0.5 + 1e-9);
    expect(first).toEqual([kept(235_200, rate), kept(30_000, rate), kept(1000, rate / 2)]);
  });
});

describe('one-shot', () => {
  it('without sizes: what iterative pruning leaves', () => {
    expect(targets({ schedule: 'one-shot', rounds: 5 })).toEqual(targets({ rounds: 5 }));
  });

  it('to a size: each layer keeps (1 - rate)^k of its weights', () => {
    // k = 2 of rates 0.5 and 0: 3200 / 4 + 500 = 1300 of 3700. By hand: 1300 / 3700 = 0.35135...
    expect(counts({ schedule: 'one-shot', sizes: [0.35135], rates: { dense: 0.5, output: 0 } }, small)).toEqual([[800, 500]]);
    // k = 3 of 0.2 and 0.1: 3200 * 0.512 + 500 * 0.729 = 1638.4 + 364.5 = 2002.9; 2003 / 3700 = 0.54135.
    expect(counts({ schedule: 'one-shot', sizes: [0.54135] }, small)).toEqual([[1638, 365]]);
    // k = 3.5, by a table of logarithms: 0.8^3.5 = 0.45795, 0.9^3.5 = 0.69156; 1465.4 + 345.8 = 1811.2 of 3700 = 0.4895.
    expect(counts({ schedule: 'one-shot', sizes: [0.4895] }, small)).toEqual([[1465, 346]]);
  });

  it('the total is exact, whatever the size', () => {
    const sizes = Array.from({ length: 95 }, (_, index) => (99 - index) / 100);
    for (const scope of ['layer', 'global'] as const) {
      const totals = targets({ schedule: 'one-shot', sizes, scope }).map(keptBy);
      expect(totals).toEqual(sizes.map((_, index) => (99 - index) * 2662));
    }
  });

  it('never empties a layer', () => {
    // 5 of 3700: more than fc2's rate would leave it.
    expect(counts({ schedule: 'one-shot', sizes: [0.0014], rates: { dense: 0.1, output: 0.9 } }, small)).toEqual([[4, 1]]);
  });

  it('a size that cannot be reached says what could be', () => {
    expect(() => targets({ schedule: 'one-shot', sizes: [0.1], rates: { output: 0 } }, small)).toThrow(
      'pruning.sizes: 0.1 of 3700 weights is 370, but layers that are never pruned and one weight of each other layer are 501',
    );
  });

  it('sizes are the rounds that are planned', () => {
    const { pruning } = config({ pruning: { schedule: 'one-shot', sizes: [0.5, 0.2] } });
    expect(plannedRounds(lenet, pruning).map(({ remaining }) => remaining)).toEqual([1, 0.5, 0.2]);
  });
});

describe('the last round that prunes (N021)', () => {
  const end = (pruning: ConfigInput['pruning'], network = small) => pruningEnd(plannedRounds(network, config({ pruning }).pruning));

  it('is said where each layer has one weight left', () => {
    // 3,200, 1,600, ..., 50, 25, 12 (half of 25 is rounded up), 6, 3, 1: eleven rounds; the 500 of the output need fewer.
    expect(end({ rounds: 60, rates: { dense: 0.5, output: 0.5 } })).toEqual({ lastRound: 11, rounds: 60 });
  });

  it('is said where the rate of what is left rounds to nothing', () => {
    const found = end({ rounds: 60, rates: { dense: 0.2, output: 0 } });
    // 0.2 of 2 weights is 0.4, which rounds to 0: two weights stay for ever.
    expect(plannedRounds(small, config({ pruning: { rounds: 60, rates: { dense: 0.2, output: 0 } } }).pruning).at(-1)?.remainingCount).toBe(
      502,
    );
    expect(found?.lastRound).toBeLessThan(60);
  });

  it('is nothing to say where all rounds prune', () => {
    expect(end({ rounds: 11, rates: { dense: 0.5, output: 0.5 } })).toBeNull();
    expect(end({ rounds: 3 })).toBeNull();
  });

  it('has words', () => {
    expect(pruningEndWords({ lastRound: 7, rounds: 60 })).toMatch(
      /^Round 7 is the last that prunes anything: .* Rounds 8 to 60 have no fewer weights\.$/,
    );
    expect(pruningEndWords({ lastRound: 7, rounds: 8 })).toMatch(/ Round 8 has no fewer weights\.$/);
  });
});
