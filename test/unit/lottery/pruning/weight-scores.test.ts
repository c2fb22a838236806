import { describe, expect, it } from 'vitest';
import { fullMask } from '../../../../src/lottery/masks/mask.ts';
import { criteria, randomScores } from '../../../../src/lottery/pruning/criteria.ts';
import { prune, type Scores } from '../../../../src/lottery/pruning/prune.ts';
import type { CriterionName } from '../../../../src/shared/config/schema/pruning-schema.ts';
import type { Mask } from '../../../../src/shared/tensors/tensors.ts';
import { maskOf, small, weightsOf } from '../fixtures.ts';

const all = maskOf('a', [1, 1, 1, 1]);
const noGradient = () => Promise.reject(new Error('no gradients here'));

describe('criteria of Zhou et al.', () => {
  // Four weights: shrinks, grows, changes its sign, stays.
  const source = {
    network: small,
    initial: weightsOf('a', [4, 1, -2, 3]),
    mask: all,
    trainedWeights: () => Promise.resolve(weightsOf('a', [-1, 5, 2, 3])),
    gradients: { ofLoss: noGradient, hessianGradient: noGradient, ofOutputs: noGradient },
    seed: 'seed',
  };

  // The scores by hand stand beside each; of ties the lower index goes.
  it.each<[CriterionName, number[], number[], number[]]>([
    ['magnitude', [0, 1, 1, 1], [0, 1, 0, 1], [0, 1, 0, 0]], // 1 5 2 3
    ['small-final', [1, 0, 1, 1], [1, 0, 1, 0], [1, 0, 0, 0]], // -1 -5 -2 -3
    ['large-init', [1, 0, 1, 1], [1, 0, 0, 1], [1, 0, 0, 0]], // 4 1 2 3
    ['small-init', [0, 1, 1, 1], [0, 1, 1, 0], [0, 1, 0, 0]], // -4 -1 -2 -3
    ['large-init-large-final', [0, 1, 1, 1], [0, 0, 1, 1], [0, 0, 0, 1]], // 1 1 2 3
    ['small-init-small-final', [1, 0, 1, 1], [0, 0, 1, 1], [0, 0, 1, 0]], // -4 -5 -2 -3
    ['magnitude-increase', [0, 1, 1, 1], [0, 1, 0, 1], [0, 1, 0, 0]], // -3 4 0 0
    ['movement', [1, 1, 1, 0], [1, 0, 1, 0], [1, 0, 0, 0]], // 5 4 4 0
  ])('%s', async (criterion, three, two, one) => {
    const drawn = (kept: number) => criteria[criterion](source, [{ names: ['a'], kept }]);
    const masks = await Promise.all([3, 2, 1].map(drawn));
    expect(masks.map((mask) => [...(mask.get('a')?.data ?? [])])).toEqual([three, two, one]);
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
