import { expect, it } from 'vitest';
import { compareMasks, pictureOf } from '../../../../../src/runs/library/tickets/compare-tickets.ts';
import { connectionsPerPixel } from '../../../../../src/runs/library/tickets/ticket-details.ts';
import { overallAgreement } from '../../../../../src/shared/results/ticket/mask-agreement.ts';
import type { Mask } from '../../../../../src/shared/tensors/tensors.ts';

const mask = (...data: number[]): Mask => new Map([['fc1.weight', { shape: [data.length / 4, 4], data: Uint8Array.from(data) }]]);

it('compares masks with what chance would give', () => {
  const [a, b] = [mask(1, 1, 1, 1, 0, 0, 0, 0), mask(1, 1, 0, 0, 1, 1, 0, 0)];
  // 4 and 4 of 8: two in common by chance, of a union of six.
  expect(compareMasks(a, b)).toEqual([{ layer: 'fc1', overlap: 1 / 3, byChance: 1 / 3, shared: 2, onlyA: 2, onlyB: 2, total: 8 }]);
  expect(compareMasks(a, a)).toMatchObject([{ layer: 'fc1', overlap: 1, byChance: 1 / 3 }]);
  expect(compareMasks(a, mask(0, 0, 0, 0, 0, 0, 0, 0))).toMatchObject([{ layer: 'fc1', overlap: 0, byChance: 0 }]);
  expect(compareMasks(mask(0, 0, 0, 0), mask(0, 0, 0, 0))).toMatchObject([{ layer: 'fc1', overlap: 1, byChance: 1 }]);
});

it('draws both masks of a layer in two bits a weight', () => {
  const [a, b] = [mask(1, 1, 1, 1, 0, 0, 0, 0), mask(1, 1, 0, 0, 1, 1, 0, 0)];
  const { rows, columns, codes } = pictureOf(a, b, 'fc1');
  expect([rows, columns]).toEqual([2, 4]);
  // 3 3 1 1, then 2 2 0 0, the first weight in the lowest bits.
  expect([...Buffer.from(codes, 'base64')]).toEqual([0b01_01_11_11, 0b00_00_10_10]);
  expect(() => pictureOf(a, b, 'fc2')).toThrow('There are not two layers "fc2"');
  expect(() => pictureOf(a, b, 'a\u001b[2J')).toThrow('There are not two layers "a\\u{1b}[2J"');
});

it('agrees as a whole by the weights of all layers', () => {
  const layer = { layer: 'fc1', overlap: 0, byChance: 0 };
  const layers = [
    { ...layer, shared: 2, onlyA: 2, onlyB: 2, total: 8 },
    { ...layer, shared: 1, onlyA: 0, onlyB: 1, total: 4 },
  ];
  // 3 of a union of 8; by chance 4 x 4 / 8 + 1 x 2 / 4 = 2.5 of 11 - 2.5.
  expect(overallAgreement(layers)).toEqual({ overlap: 3 / 8, byChance: 2.5 / 8.5 });
  expect(overallAgreement([])).toBe(null);
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
