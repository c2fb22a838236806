import { describe, expect, it } from 'vitest';
import {
  applyMask,
  emptiedLayers,
  fullMask,
  isSubset,
  prunableCount,
  remaining,
  remainingCount,
} from '../../../../src/lottery/masks/mask.ts';
import { randomMask } from '../../../../src/lottery/masks/random-mask.ts';
import { pruningRates } from '../../../../src/lottery/plan/pruning-rates.ts';
import { rewind } from '../../../../src/lottery/rewind.ts';
import { initialWeights } from '../../../../src/lottery/weights/initial-weights.ts';
import { reinitialise } from '../../../../src/lottery/weights/reinitialise.ts';
import { type Mask, onesIn } from '../../../../src/shared/tensors/tensors.ts';
import { lenet, maskOf, small, weightsOf } from '../fixtures.ts';
import { pruneSmallest as prune } from '../pruning/prune-smallest.ts';

const overlap = (a: Mask, b: Mask, name: string): number => {
  const [left, right] = [a.get(name)?.data ?? new Uint8Array(), b.get(name)?.data ?? new Uint8Array()];
  return left.reduce((count, kept, index) => count + (kept & (right[index] ?? 0)), 0);
};

describe('masks', () => {
  it('name the layers that they leave nothing of', () => {
    const full = fullMask(lenet);
    expect(emptiedLayers(full)).toEqual([]);
    const tensor = full.get('fc2.weight') ?? { shape: [], data: new Uint8Array() };
    const emptied = new Map([...full, ['fc2.weight', { ...tensor, data: new Uint8Array(tensor.data.length) }] as const]);
    expect(emptiedLayers(emptied)).toEqual(['fc2']);
  });

  it('cover weights, never biases', () => {
    expect([...fullMask(lenet)].map(([name, { shape }]) => [name, shape])).toEqual([
      ['fc1.weight', [300, 784]],
      ['fc2.weight', [100, 300]],
      ['fc3.weight', [10, 100]],
    ]);
    expect([remainingCount(fullMask(lenet)), prunableCount(fullMask(lenet)), remaining(fullMask(lenet))]).toEqual([266_200, 266_200, 1]);
  });

  it('set pruned weights to 0, whatever they were, and leave their argument alone', () => {
    const weights = new Map([...weightsOf('a.weight', [NaN, -2, -Infinity, 4]), ...weightsOf('a.bias', [5])]);
    const masked = applyMask(weights, maskOf('a.weight', [0, 0, 0, 1]));
    expect(masked.get('a.weight')?.data).toEqual(Float32Array.of(0, 0, 0, 4));
    expect(masked.get('a.bias')?.data).toEqual(Float32Array.of(5));
    expect(weights.get('a.weight')?.data[1]).toBe(-2);
  });

  it('know subsets', () => {
    expect(isSubset(maskOf('a', [0, 1, 0]), maskOf('a', [0, 1, 1]))).toBe(true);
    expect(isSubset(maskOf('a', [1, 1, 0]), maskOf('a', [0, 1, 1]))).toBe(false);
    expect(isSubset(maskOf('a', [1]), maskOf('b', [1]))).toBe(false);
  });
});

describe('random masks', () => {
  const ticket = prune(initialWeights(lenet, 's'), fullMask(lenet), pruningRates(lenet, { dense: 0.2, output: 0.1 }));

  it("have the ticket's count in each layer", () => {
    expect([...randomMask(ticket, 'a').values()].map(onesIn)).toEqual([188_160, 24_000, 900]);
  });

  it('C018: overlap as two independent draws do', () => {
    const [a, b] = [randomMask(ticket, 'a'), randomMask(ticket, 'b')];
    expect(Math.abs(overlap(a, b, 'fc1.weight') - 150_528)).toBeLessThanOrEqual(310);
    expect(Math.abs(overlap(a, ticket, 'fc1.weight') - 150_528)).toBeLessThanOrEqual(310);
    expect(randomMask(ticket, 'a')).toEqual(a);
  });

  it('draw uniformly: every weight about equally often', () => {
    const half = maskOf('a', [1, 1, 0, 0]);
    const counts = [0, 0, 0, 0];
    for (let draw = 0; draw < 2000; draw++)
      randomMask(half, `draw ${draw}`)
        .get('a')
        ?.data.forEach((kept, index) => (counts[index] = (counts[index] ?? 0) + kept));
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(100);
  });
});

describe('rewind and reinitialise', () => {
  const initial = initialWeights(small, 'first');
  const mask = prune(initialWeights(small, 'trained'), fullMask(small), pruningRates(small, { dense: 0.2, output: 0.1 }));

  it('rewinding gives the initial values back, bit for bit', () => {
    const ticket = rewind(initial, mask);
    for (const [name, { data }] of mask) {
      expect(ticket.get(name)?.data).toEqual(initial.get(name)?.data.map((value, index) => (data[index] === 1 ? value : 0)));
    }
    expect(ticket.get('fc1.bias')).toEqual(initial.get('fc1.bias'));
  });

  it('reinitialising draws all others under the same mask', () => {
    const fresh = reinitialise(small, mask, 'second');
    const [before, after] = [rewind(initial, mask).get('fc1.weight')?.data ?? [], fresh.get('fc1.weight')?.data ?? []];
    expect([...after].filter((value) => value !== 0)).toHaveLength(2560);
    expect([...after].filter((value, index) => value !== 0 && value === before[index])).toHaveLength(0);
    expect([...after].every((value, index) => (value !== 0) === (before[index] !== 0))).toBe(true);
  });
});
