import { describe, expect, it } from 'vitest';
import { analyseTicket, connectivity, histogram } from '../../../../src/lottery/analysis/analyse-ticket.ts';
import type { MaskTensor, Tensor } from '../../../../src/shared/tensors/tensors.ts';

const mask = (shape: readonly number[], data: readonly number[]): MaskTensor => ({ shape, data: Uint8Array.from(data) });
const weights = (shape: readonly number[], data: readonly number[]): Tensor => ({ shape, data: Float32Array.from(data) });

describe('connectivity', () => {
  it('counts rows and columns of a fully connected layer', () => {
    // Two units, three inputs.
    expect(connectivity(mask([2, 3], [1, 0, 1, 0, 0, 1]))).toEqual({ incoming: [2, 1], outgoing: [1, 0, 2] });
  });

  it('counts filters and channels of a convolution', () => {
    // Two filters, two channels, kernel 1 x 2.
    expect(connectivity(mask([2, 2, 1, 2], [1, 1, 0, 0, 0, 1, 1, 1]))).toEqual({ incoming: [2, 3], outgoing: [3, 2] });
  });
});

describe('histograms', () => {
  it('have 41 bars from end to end, the last with its right edge', () => {
    const { from, width, counts } = histogram([-1, 0, 0.01, 1], -1, 1);
    expect([from, counts.length]).toEqual([-1, 41]);
    expect(width).toBeCloseTo(2 / 41, 12);
    // 0 lies in the middle of bar 20, 0.01 too: it reaches from -0.024 to 0.024.
    expect([counts[0], counts[20], counts[40]]).toEqual([1, 2, 1]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4);
    expect(histogram([], 0, 0).counts.every((count) => count === 0)).toBe(true);
  });
});

describe('a ticket', () => {
  const tensors = (data: readonly number[]) => new Map([['fc1.weight', weights([2, 3], data)]]);
  const masks = new Map([['fc1.weight', mask([2, 3], [1, 0, 1, 0, 0, 0])]]);

  it('is its survivors alone: how they moved, what died', () => {
    const [layer] = analyseTicket(masks, tensors([0.5, 9, -0.25, 9, 9, 9]), tensors([1, 0, -0.5, 0, 0, 0]));
    expect(layer).toMatchObject({ name: 'fc1', shape: [2, 3], total: 6, remaining: 2, unitsWithoutIncoming: 1, inputsWithoutOutgoing: 1 });
    expect(layer?.initial.from).toBe(-1);
    expect(layer?.trained?.counts.reduce((sum, count) => sum + count, 0)).toBe(2);
    // |1 - 0.5| and |-0.5 + 0.25|.
    expect(layer?.moved).toMatchObject({ mean: 0.375, max: 0.5 });
  });

  it('that is not trained has not moved', () => {
    expect(analyseTicket(masks, tensors([1, 1, 1, 1, 1, 1]), null)[0]).toMatchObject({ trained: null, moved: null });
    expect(() => analyseTicket(masks, new Map(), null)).toThrow(RangeError);
  });
});
