import { expect, it } from 'vitest';
import { compareMasks } from '../../../../src/runs/library/compare-masks.ts';
import { connectionsPerPixel } from '../../../../src/runs/library/ticket-details.ts';
import type { Mask } from '../../../../src/shared/tensors/tensors.ts';

const mask = (...data: number[]): Mask => new Map([['fc1.weight', { shape: [data.length / 4, 4], data: Uint8Array.from(data) }]]);

it('compares masks with what chance would give', () => {
  const [a, b] = [mask(1, 1, 1, 1, 0, 0, 0, 0), mask(1, 1, 0, 0, 1, 1, 0, 0)];
  // 4 and 4 of 8: two in common by chance, of a union of six.
  expect(compareMasks(a, b)).toEqual([{ layer: 'fc1', overlap: 1 / 3, byChance: 1 / 3 }]);
  expect(compareMasks(a, a)).toEqual([{ layer: 'fc1', overlap: 1, byChance: 1 / 3 }]);
  expect(compareMasks(a, mask(0, 0, 0, 0, 0, 0, 0, 0))).toEqual([{ layer: 'fc1', overlap: 0, byChance: 0 }]);
  expect(compareMasks(mask(0, 0, 0, 0), mask(0, 0, 0, 0))).toEqual([{ layer: 'fc1', overlap: 1, byChance: 1 }]);
});

it('does not compare masks of different shapes', () => {
  expect(compareMasks(mask(1, 1, 1, 1), mask(1, 1, 1, 1, 1, 1, 1, 1))).toEqual([]);
});

it('counts the connections of each pixel over channels and units', () => {
  const layers = [{ kind: 'dense', name: 'fc1', inputs: 4, outputs: 2, activation: 'none' } as const];
  const given = mask(1, 0, 1, 0, 1, 1, 0, 0);
  expect(connectionsPerPixel({ inputShape: [2, 1, 2], classes: 2, layers }, given)).toEqual({
    width: 2,
    height: 1,
    counts: [3, 1],
    maximum: 4,
  });
  expect(connectionsPerPixel({ inputShape: [1, 2, 2], classes: 2, layers }, given)).toEqual({
    width: 2,
    height: 2,
    counts: [2, 1, 1, 0],
    maximum: 2,
  });
  expect(connectionsPerPixel({ inputShape: [4], classes: 2, layers }, given)).toBeNull();
});
