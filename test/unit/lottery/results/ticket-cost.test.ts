/** Costs counted with pencil and paper; places of convolutions by a loop over the output. */
import { describe, expect, it } from 'vitest';
import { resolveNetwork } from '../../../../src/lottery/plan/resolve-network.ts';
import { ancestorsOf, ticketCost } from '../../../../src/lottery/results/ticket-cost.ts';
import type { ConfigInput } from '../../../../src/shared/config/schema/schema.ts';
import { trainingMultiplyAdds } from '../../../../src/shared/network/multiply-adds.ts';
import { costCells, costRows } from '../../../../src/shared/results/pruning/ticket-cost.ts';
import { config, lenet, small } from '../fixtures.ts';

describe('multiply-adds of one sample', () => {
  it('dense: twice each weight of the first layer, three times all others', () => {
    expect(trainingMultiplyAdds(lenet)).toBe(2 * 784 * 300 + 3 * (300 * 100 + 100 * 10));
    expect(trainingMultiplyAdds(lenet, { 'fc1.weight': 1000, 'fc2.weight': 0 })).toBe(2 * 1000 + 3 * 1000);
  });

  it('a convolution uses each weight at every place of its output, with its stride', () => {
    const layers = [
      { kind: 'convolution', filters: 4, kernelSize: 3, stride: 2, padding: 'same' },
      { kind: 'convolution', filters: 6, kernelSize: 3, stride: 1, padding: 'same' },
      { kind: 'flatten' },
      { kind: 'dense', units: 10 },
    ] as const;
    const network = resolveNetwork({ layers: [...layers] }, [3, 8, 8], 10);
    let [first, second] = [0, 0];
    for (let place = 0; place < 4 * 4; place++) [first, second] = [first + 4 * 3 * 9, second + 6 * 4 * 9];
    expect(trainingMultiplyAdds(network)).toBe(2 * first + 3 * (second + 6 * 16 * 10));
    expect(trainingMultiplyAdds(network, { 'conv2.weight': 100 })).toBe(2 * first + 3 * (100 * 16 + 6 * 16 * 10));
  });
});

/** 3,200 and 500 weights; after round 1 2,000 and 400, after round 2 1,000 and 300. */
const kept = [{}, { 'fc1.weight': 2000, 'fc2.weight': 400 }, { 'fc1.weight': 1000, 'fc2.weight': 300 }];
const steps = [2 * 3200 + 3 * 500, 2 * 2000 + 3 * 400, 2 * 1000 + 3 * 300] as const;

function sourceOf(change: ConfigInput) {
  const settings = config({ training: { iterations: 1000, batchSize: 20 }, ...change });
  return { config: settings, network: small, keptAt: (round: number) => kept[round] ?? null, lastIteration: () => 1000 };
}

const costAt = (round: number, change: ConfigInput) => {
  const cost = ticketCost({ trial: 1, round }, sourceOf(change));
  return [cost?.finding.multiplyAdds, cost?.training.multiplyAdds];
};
const [dense, one, two] = steps.map((step) => step * 20 * 1000) as [number, number, number];

describe('the cost of a ticket', () => {
  it.each([
    ['iterative: all rounds before it', {}, [dense, one], [dense + one, two]],
    ['one-shot: the dense network', { pruning: { schedule: 'one-shot', sizes: [0.6, 0.3] } }, [dense, one], [dense, two]],
    ['a criterion that looks at no training: nothing', { pruning: { criterion: 'random' } }, [0, one], [0, two]],
    ['rewound late: tickets begin at iteration 100', { rewind: { iteration: 100 } }, [dense, 0.9 * one], [dense + 0.9 * one, 0.9 * two]],
    [
      'rewound late without a look at training: the dense network until then',
      { rewind: { iteration: 100 }, pruning: { criterion: 'large-init' } },
      [0.1 * dense, 0.9 * one],
      [0.1 * dense, 0.9 * two],
    ],
    [
      'trained weights are kept: all rounds before it',
      { rewind: 'none', pruning: { criterion: 'random' } },
      [dense, one],
      [dense + one, two],
    ],
  ] as const)('%s', (_, change, first, second) => {
    expect(costAt(1, change as ConfigInput)).toEqual(first);
    expect(costAt(2, change as ConfigInput)).toEqual(second);
  });

  it('is a share of one dense training', () => {
    const cost = ticketCost({ trial: 1, round: 2 }, sourceOf({}));
    expect(cost?.finding.share).toBeCloseTo(1 + steps[1] / steps[0], 14);
    expect(cost?.training.share).toBeCloseTo(steps[2] / steps[0], 14);
  });

  it('counts a training that was ended as far as it went', () => {
    const source = { ...sourceOf({}), lastIteration: (round: number) => (round === 0 ? 250 : 1000) };
    expect(ancestorsOf(2, source)).toEqual([
      { round: 0, iterations: 250 },
      { round: 1, iterations: 1000 },
    ]);
    expect(ticketCost({ trial: 1, round: 1 }, source)?.finding.share).toBe(0.25);
  });

  it('is unknown where the weights of a layer are, and means are over the trials', () => {
    expect(ticketCost({ trial: 1, round: 3 }, sourceOf({}))).toBeNull();
    const cost = (trial: number, share: number) => ({
      trial,
      round: 1,
      finding: { multiplyAdds: 0, share },
      training: { multiplyAdds: 0, share: 1 },
    });
    expect(costRows([cost(1, 1), cost(2, 2)])).toEqual([{ round: 1, finding: 1.5, training: 1 }]);
  });

  it('has in each column the same decimals, three digits for the least', () => {
    const row = (round: number, finding: number, training: number) => ({ round, finding, training });
    expect(costCells([row(1, 1, 0.8), row(2, 1.8, 0.169), row(3, 12.5, 0)])).toEqual([
      ['1.00 x', '0.800 x', '1.80 x'],
      ['1.80 x', '0.169 x', '1.97 x'],
      ['12.50 x', '0.000 x', '12.50 x'],
    ]);
    expect(costCells([])).toEqual([]);
  });
});
