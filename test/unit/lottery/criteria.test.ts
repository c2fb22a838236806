import { describe, expect, it } from 'vitest';
import { fullMask } from '../../../src/lottery/masks/mask.ts';
import { prune, type Scores } from '../../../src/lottery/pruning/prune.ts';
import { randomScores, type WeightCriterion, weightScores } from '../../../src/lottery/pruning/weight-scores.ts';
import type { Mask } from '../../../src/shared/tensors/tensors.ts';
import { maskOf, small, weightsOf } from './fixtures.ts';

const all = maskOf('a', [1, 1, 1, 1]);
const kept = (scores: Scores, mask: Mask, count: number): number[] => [
  ...(prune(scores, mask, [{ names: ['a'], kept: count }]).get('a')?.data ?? []),
];

describe('criteria of Zhou et al.', () => {
  // Four weights: shrinks, grows, changes its sign, stays.
  const initial = weightsOf('a', [4, 1, -2, 3]);
  const trained = weightsOf('a', [-1, 5, 2, 3]);
  it.each<[WeightCriterion, number[], number[]]>([
    ['magnitude', [1, 5, 2, 3], [0, 1, 0, 1]],
    ['small-final', [-1, -5, -2, -3], [1, 0, 1, 0]],
    ['large-init', [4, 1, 2, 3], [1, 0, 0, 1]],
    ['small-init', [-4, -1, -2, -3], [0, 1, 1, 0]],
    ['large-init-large-final', [1, 1, 2, 3], [0, 0, 1, 1]],
    ['small-init-small-final', [-4, -5, -2, -3], [0, 0, 1, 1]],
    ['magnitude-increase', [-3, 4, 0, 0], [0, 1, 0, 1]],
    ['movement', [5, 4, 4, 0], [1, 0, 1, 0]],
  ])('%s', (criterion, scores, mask) => {
    const found = weightScores(criterion, initial, trained, all);
    expect([...(found.get('a') ?? [])]).toEqual(scores);
    // Of the two fours of "movement" the lower index goes, and so does the first 0 of "magnitude-increase".
    expect(kept(found, all, 2)).toEqual(mask);
  });

  it('random: every seed its own order, the same again for the same seed', () => {
    const mask = fullMask(small);
    const scores = randomScores(mask, 'seed');
    expect(randomScores(mask, 'seed')).toEqual(scores);
    expect(randomScores(mask, 'other')).not.toEqual(scores);
    const together = [...scores.values()].flatMap((one) => [...one]);
    expect(together.toSorted((a, b) => a - b)).toEqual(together.map((_, index) => index));
  });
});

describe('a global threshold', () => {
  const mask: Mask = new Map([...maskOf('a', [1, 1, 1]), ...maskOf('b', [1, 1, 0])]);
  const scores: Scores = new Map([
    ['a', Float64Array.of(1, 2, 9)],
    ['b', Float64Array.of(2, 8, 0)],
  ]);
  const together = (count: number): number[][] =>
    [...prune(scores, mask, [{ names: ['a', 'b'], kept: count }]).values()].map(({ data }) => [...data]);

  it('compares weights of all layers; ties: the earlier layer goes first', () => {
    expect(together(4)).toEqual([
      [0, 1, 1],
      [1, 1, 0],
    ]);
    expect(together(3)).toEqual([
      [0, 0, 1],
      [1, 1, 0],
    ]);
  });

  it('may empty a layer', () => {
    expect(together(1)).toEqual([
      [0, 0, 1],
      [0, 0, 0],
    ]);
  });

  it('leaves alone what has its own quota', () => {
    const target = [
      { names: ['b'], kept: 1 },
      { names: ['a'], kept: 3 },
    ];
    expect([...prune(scores, mask, target)].map(([name, { data }]) => [name, ...data])).toEqual([
      ['a', 1, 1, 1],
      ['b', 0, 1, 0],
    ]);
  });
});
