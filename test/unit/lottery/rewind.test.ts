/** What each strategy restores: weights, biases, optimiser state, count (schedule and data order). */
import { describe, expect, it } from 'vitest';
import type { OptimizerState } from '../../../src/engine/training-session.ts';
import { applyMask, fullMask } from '../../../src/lottery/masks/mask.ts';
import { randomMask } from '../../../src/lottery/masks/random-mask.ts';
import { keptForLaterRounds } from '../../../src/lottery/plan/kept-weights.ts';
import { ticketStart } from '../../../src/lottery/rewind.ts';
import { initialWeights } from '../../../src/lottery/weights/initial-weights.ts';
import type { Trained } from '../../../src/lottery/work.ts';
import type { ConfigInput } from '../../../src/shared/config/schema/schema.ts';
import type { Weights } from '../../../src/shared/tensors/tensors.ts';
import { config, small } from './fixtures.ts';
import { pruneSmallest } from './pruning/prune-smallest.ts';

/** Biases that are not 0, so that it shows which ones are taken. */
function withBiases(seed: string): Weights {
  const weights = initialWeights(small, seed);
  for (const [name, { data }] of weights) if (name.endsWith('.bias')) data.fill(seed.length);
  return weights;
}

const state: OptimizerState = {
  slots: new Map([
    ['adam.m', withBiases('m')],
    ['adam.v', withBiases('vv')],
  ]),
  betaProducts: [0.5, 0.75],
};
const schedule = {
  warmup: 5,
  steps: [
    { after: 10, factor: 0.1 },
    { after: 20, factor: 0.01 },
    { after: 30, factor: 0.001 },
  ],
};
const trainedAs = (name: string): Trained => ({
  record: { spec: { iterations: 30, learningRateSchedule: schedule } } as unknown as Trained['record'],
  finalWeights: () => Promise.resolve(withBiases(`end of ${name}`)),
  snapshot: (iteration) => Promise.resolve(withBiases(`${name} at ${iteration}`)),
  optimizerState: () => Promise.resolve(state),
});
const past = { initial: initialWeights(small, 'initial'), dense: trainedAs('dense'), trained: trainedAs('round 1') };
const mask = randomMask(pruneSmallest(past.initial, fullMask(small), new Map([['fc1.weight', 0.5]])), 'mask');

describe('ticketStart', () => {
  it('initial: initial weights and biases, all else anew', async () => {
    expect(await ticketStart('initial', mask, past)).toEqual({ weights: applyMask(past.initial, mask) });
  });

  it('iteration k: weights and biases of the dense training at k, a new optimiser, count from k', async () => {
    const start = await ticketStart({ iteration: 7 }, mask, past);
    expect(start).toEqual({ weights: applyMask(withBiases('dense at 7'), mask), startIteration: 7 });
    expect(start.weights.get('fc1.bias')?.data[0]).toBe('dense at 7'.length);
  });

  it('learning-rate: trained weights and biases, all else anew', async () => {
    expect(await ticketStart('learning-rate', mask, past)).toEqual({ weights: applyMask(withBiases('end of round 1'), mask) });
  });

  it("none: trained weights and biases and the optimiser's state, of what remains", async () => {
    const start = await ticketStart('none', mask, past);
    expect(start.weights).toEqual(applyMask(withBiases('end of round 1'), mask));
    expect(start.startIteration).toBeUndefined();
    expect(start.learningRateSchedule).toEqual({ warmup: 0, steps: [{ after: 0, factor: 0.01 }] });
    expect(start.optimizerState?.betaProducts).toEqual([0.5, 0.75]);
    expect(start.optimizerState?.slots.get('adam.m')).toEqual(applyMask(withBiases('m'), mask));
    expect(start.optimizerState?.slots.get('adam.v')?.get('fc2.bias')?.data[0]).toBe(2);
  });
});

describe('keptForLaterRounds', () => {
  const of = (input: ConfigInput, round: number) => keptForLaterRounds(config(input), round);
  it('asks each training for what later rounds go back to', () => {
    expect([0, 1].map((round) => of({}, round))).toEqual([{}, {}]);
    expect([0, 1].map((round) => of({ rewind: { iteration: 7 } }, round))).toEqual([{ snapshots: [7] }, {}]);
    expect([0, 1].map((round) => of({ rewind: 'learning-rate' }, round))).toEqual([{}, {}]);
    expect([0, 1].map((round) => of({ rewind: 'none' }, round))).toEqual([
      { returnsOptimizerState: true },
      { returnsOptimizerState: true },
    ]);
    expect(of({ rewind: 'none', pruning: { schedule: 'one-shot' } }, 1)).toEqual({});
  });

  it('keeps every epoch that a training goes through, where masks are drawn early', () => {
    const early = (input: ConfigInput, round: number) => keptForLaterRounds({ ...config(input), epochEnds: [10, 20, 30] }, round).snapshots;
    expect([0, 1].map((round) => early({ pruning: { earlyBird: {} } }, round))).toEqual([
      [10, 20, 30],
      [10, 20, 30],
    ]);
    expect([0, 1].map((round) => early({ rewind: { iteration: 15 }, pruning: { earlyBird: {} } }, round))).toEqual([
      [10, 15, 20, 30],
      [20, 30],
    ]);
    expect(early({ rewind: { iteration: 20 }, pruning: { earlyBird: {} } }, 0)).toEqual([10, 20, 30]);
    expect(early({ pruning: { earlyBird: {}, schedule: 'one-shot' } }, 1)).toBeUndefined();
    expect(early({}, 0)).toBeUndefined();
  });
});
