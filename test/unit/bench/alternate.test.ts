import { expect, it } from 'vitest';
import { alternate, type Side } from '../../../bench/measure/alternate.ts';

function sideOf(name: string, costs: readonly number[], turns: string[]): Side {
  let turn = 0;
  return {
    name,
    run: () => {
      turns.push(name);
      return { cpu: costs[turn++] ?? NaN, wall: 1 };
    },
  };
}

it('lets the sides take turns, and compares within each round', async () => {
  const turns: string[] = [];
  const ours = sideOf('ours', [1, 2, 5], turns);
  const peer = sideOf('peer', [3, 2, 20], turns);
  const [comparison] = await alternate(ours, [peer], 3, 'cpu');
  expect(turns).toEqual(['ours', 'peer', 'ours', 'peer', 'ours', 'peer']);
  // Ratios 3, 1 and 4: their median, not the ratio of the medians (1.5).
  expect(comparison).toEqual({ peer: 'peer', ours: 2, theirs: 3, ratio: 3 });
});

it('takes the mean of the middle two of an even number', async () => {
  const [comparison] = await alternate(sideOf('ours', [1, 4], []), [], 2, 'cpu');
  expect(comparison).toEqual({ peer: null, ours: 2.5, theirs: null, ratio: null });
});
