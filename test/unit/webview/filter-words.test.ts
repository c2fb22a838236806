import { describe, expect, it } from 'vitest';
import { channelChoices, filterChoices, filterWords, kernelWords } from '../../../webview/filters/filter-words.ts';

describe('the words of filters', () => {
  it('say how much of each filter remains', () => {
    expect(filterChoices([27, 9, 0], 27)).toEqual(['1 · 100.0 %', '2 · 33.3 %', '3 · fully pruned']);
    expect(filterWords(6, 1234, 5760, '1-16 of 640')).toBe(
      'Filter 7: 1,234 of 5,760 weights remain. Its kernels, one for each channel: 1-16 of 640.',
    );
  });

  it('split the channels into pages', () => {
    expect(channelChoices(64, [3, 3])).toEqual(['1-16 of 64', '17-32 of 64', '33-48 of 64', '49-64 of 64']);
    expect(channelChoices(17, [3, 3])).toEqual(['1-16 of 17', '17 of 17']);
  });

  it('read out every weight of a small kernel, row by row', () => {
    const kernel = { channel: 1, kept: [1, 0, 1, 1], initial: [0.5, 0.1, -0.25, 0.00012345], trained: [1, 2, 3, 4] };
    expect(kernelWords(kernel, [2, 2], 'initial')).toBe('Channel 2: 3 of 4 weights remain. 0.5, pruned; -0.25, 0.000123.');
    expect(kernelWords(kernel, [2, 2], 'trained')).toBe('Channel 2: 3 of 4 weights remain. 1, pruned; 3, 4.');
  });

  it('count the weights of a large kernel, and of one without any', () => {
    const large = { channel: 0, kept: Array.from({ length: 49 }, () => 1), initial: Array.from({ length: 49 }, () => 1), trained: null };
    expect(kernelWords(large, [7, 7], 'initial')).toBe('Channel 1: 49 of 49 weights remain.');
    expect(kernelWords({ ...large, kept: [0, 0], initial: [1, 1] }, [1, 2], 'initial')).toBe('Channel 1: 0 of 2 weights remain.');
  });
});
