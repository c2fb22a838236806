/** Layer budgets at initialisation against the rule as Evci et al. state it, written independently: layers one by one made dense. */
import { describe, expect, it } from 'vitest';
import { layerBudgets } from '../../../src/lottery/plan/layer-budgets.ts';
import { pruningTargets } from '../../../src/lottery/plan/targets.ts';
import { resolveNetwork } from '../../../src/lottery/plan/resolve-network.ts';
import type { ConfigInput } from '../../../src/shared/config/schema/schema.ts';
import { config, lenet } from './fixtures.ts';

const product = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/**
 * Densities of Erdos-Renyi-Kernel: epsilon x (sum of dimensions) / (product of dimensions); while one is above 1 the layer of the
 * largest becomes dense, and epsilon is found again for the rest.
 */
function erkDensities(shapes: readonly (readonly number[])[], total: number): number[] {
  const dense = new Set<number>();
  for (;;) {
    const free = shapes.map((_, place) => place).filter((place) => !dense.has(place));
    const left = total - sum([...dense].map((place) => product(shapes[place] ?? [])));
    const epsilon = left / sum(free.map((place) => sum(shapes[place] ?? [])));
    const density = (place: number): number => (epsilon * sum(shapes[place] ?? [])) / product(shapes[place] ?? []);
    const largest = free.toSorted((a, b) => density(b) - density(a))[0] ?? 0;
    if (density(largest) <= 1) return shapes.map((_, place) => (dense.has(place) ? 1 : density(place)));
    dense.add(largest);
  }
}

const conv = resolveNetwork('conv-4', [3, 32, 32], 10);
const targets = (pruning: ConfigInput['pruning'], network = lenet): number[][] =>
  pruningTargets(network, config({ pruning: { criterion: 'random', ...pruning } }).pruning).map((target) => target.map(({ kept }) => kept));
const convShapes = [
  [64, 3, 3, 3],
  [64, 64, 3, 3],
  [128, 64, 3, 3],
  [128, 128, 3, 3],
  [256, 8192],
  [256, 256],
  [10, 256],
];

describe('erk', () => {
  it.each([0.5, 0.2, 0.05, 0.01])('of Conv-4 at %f: the rule of its authors to the nearest weight', (size) => {
    const [counts = []] = targets({ schedule: 'one-shot', sizes: [size], layerBudget: 'erk' }, conv);
    const total = Math.round(size * sum(convShapes.map(product)));
    expect(sum(counts)).toBe(total);
    erkDensities(convShapes, total).forEach((density, place) =>
      expect(Math.abs((counts[place] ?? 0) - density * product(convShapes[place] ?? []))).toBeLessThanOrEqual(1),
    );
  });

  it('of LeNet at 10 %, by hand: the output layer whole, the others by the sums of their dimensions', () => {
    // 26,620 weights stay. The output layer would get 26,620 x 110 / (1084 + 400 + 110) = 1,837 of 1,000: whole. 25,620 are left,
    // 1084 / 1484 of them in the first layer: 18,714.3, and 6,905.7 in the second.
    expect(targets({ schedule: 'one-shot', sizes: [0.1], layerBudget: 'erk' })).toEqual([[18_714, 6906, 1000]]);
  });

  it('leaves a layer of rate 0 whole', () => {
    const [counts = []] = targets({ schedule: 'one-shot', sizes: [0.2], layerBudget: 'erk', rates: { fc2: 0 } });
    expect(counts[1]).toBe(30_000);
    expect(sum(counts)).toBe(53_240);
  });
});

describe('uniform', () => {
  it('keeps the same share everywhere, to the nearest weight', () => {
    expect(targets({ schedule: 'one-shot', sizes: [0.1], layerBudget: 'uniform' })).toEqual([[23_520, 3000, 100]]);
  });
});

describe('any budget', () => {
  it.each(['erk', 'uniform'] as const)(
    '%s: rounds keep what their rates keep together, and never more than the round before',
    (layerBudget) => {
      const rounds = targets({ rounds: 30, layerBudget });
      expect(rounds.map(sum)).toEqual(targets({ rounds: 30 }).map(sum));
      rounds.slice(1).forEach((counts, index) =>
        counts.forEach((count, place) => {
          expect(count).toBeLessThanOrEqual(rounds[index]?.[place] ?? 0);
          expect(count).toBeGreaterThanOrEqual(1);
        }),
      );
    },
  );

  it('keeps one weight of each layer at least', () => {
    expect(
      layerBudgets(
        'uniform',
        [
          [100, 100],
          [1, 2],
        ],
        [10_000, 2],
        11,
      ),
    ).toEqual([10, 1]);
  });
});
