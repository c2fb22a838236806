import { describe, expect, it } from 'vitest';
import { connectivity } from '../../../../src/lottery/analysis/analyse-ticket.ts';
import { filterKernels } from '../../../../src/lottery/analysis/filter-kernels.ts';
import { filterSpread, remainingByUnit } from '../../../../src/lottery/analysis/filter-spread.ts';
import { kernelsPerPage } from '../../../../src/shared/results/ticket/filter-kernels.ts';
import { filterWords, layerWords } from '../../../../src/shared/results/ticket/layer-words.ts';

/** Three filters over two channels, kernels of 1 x 2: the second filter is gone. */
const shape = [3, 2, 1, 2];
const mask = { shape, data: Uint8Array.from([1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1]) };
const initial = { shape, data: Float32Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, -12]) };
const trained = { shape, data: initial.data.map((value) => value / 2) };

describe('the filters of a convolution', () => {
  it('are counted one by one', () => {
    expect(remainingByUnit(mask)).toEqual([3, 0, 1]);
    expect(remainingByUnit(mask)).toEqual(connectivity(mask).incoming);
    expect(filterSpread(mask)).toEqual({ filters: 3, pruned: 1, weights: 4, least: 0, median: 1, most: 3 });
    expect(filterWords(filterSpread(mask))).toBe('1 of 3 fully pruned; 0 to 3 of 4 weights each, median 1');
    const layer = { name: 'conv1', kind: 'convolution', shape, total: 12, remaining: 4 } as const;
    expect(layerWords({ ...layer, filters: filterSpread(mask) })).toMatch(
      /^conv1, convolution: 33\.3 % \(4 of 12\); filters: 1 of 3 fully/,
    );
  });

  it('are cut into kernels, one for each channel', () => {
    const found = filterKernels({ mask, initial, trained }, { layer: 'conv1', filter: 2, firstChannel: 0 });
    expect(found).toMatchObject({ layer: 'conv1', filter: 2, filters: 3, channels: 2, size: [1, 2] });
    expect(found.kernels).toEqual([
      { channel: 0, kept: [0, 0], initial: [9, 10], trained: [4.5, 5] },
      { channel: 1, kept: [0, 1], initial: [11, -12], trained: [5.5, -6] },
    ]);
    // Of the survivors of the whole layer: pruned 11 does not count.
    expect(found.largest).toEqual({ initial: 12, trained: 6 });
    const untrained = filterKernels({ mask, initial, trained: null }, { layer: 'conv1', filter: 0, firstChannel: 1 });
    expect(untrained.kernels).toEqual([{ channel: 1, kept: [1, 1], initial: [3, 4], trained: null }]);
    expect(untrained.largest.trained).toBeNull();
  });

  it('are sent a page at a time, whatever the layer', () => {
    expect([1, 3, 5, 11].map((side) => kernelsPerPage([side, side]))).toEqual([16, 16, 16, 16]);
    expect([kernelsPerPage([32, 32]), kernelsPerPage([200, 200])]).toEqual([2, 1]);
    const wide = [2, 512, 3, 3];
    const many = { shape: wide, data: new Float32Array(2 * 512 * 9) };
    const layer = { mask: { shape: wide, data: new Uint8Array(2 * 512 * 9) }, initial: many, trained: many };
    expect(
      filterKernels(layer, { layer: 'a', filter: 1, firstChannel: 16 })
        .kernels.map(({ channel }) => channel)
        .at(-1),
    ).toBe(31);
    expect(filterKernels(layer, { layer: 'a', filter: 1, firstChannel: 510 }).kernels).toHaveLength(2);
  });

  it.each([
    [{ filter: 3, firstChannel: 0 }, 'conv1 has no filter 4'],
    [{ filter: -1, firstChannel: 0 }, 'conv1 has no filter 0'],
    [{ filter: 0, firstChannel: 2 }, 'conv1 has no channel 3'],
    [{ filter: 0.5, firstChannel: 0 }, 'conv1 has no filter'],
  ])('that are not there are refused: %o', (place, words) => {
    expect(() => filterKernels({ mask, initial, trained }, { layer: 'conv1', ...place })).toThrow(words);
  });

  it('belong to convolutions only', () => {
    const dense = { mask: { shape: [3, 4], data: mask.data }, initial, trained };
    expect(() => filterKernels(dense, { layer: 'fc1', filter: 0, firstChannel: 0 })).toThrow('fc1 is no convolution');
  });
});
