import { expect, it } from 'vitest';
import { learningRateAt } from '../../../src/engine/learning-rate.ts';
import { baseSpec } from './support/synthetic.ts';

const optimizer = { ...baseSpec.optimizer, learningRate: 0.1 };
const rates = (
  iterations: readonly number[],
  learningRateSchedule?: { warmup: number; steps: { after: number; factor: number }[] },
): number[] =>
  iterations.map((iteration) => learningRateAt({ optimizer, ...(learningRateSchedule && { learningRateSchedule }) }, iteration));

it('is constant without a schedule', () => {
  expect(rates([1, 1e6])).toEqual([0.1, 0.1]);
});

it('falls after the iterations named, each factor on its own', () => {
  const steps = [
    { after: 20, factor: 0.5 },
    { after: 25, factor: 0.125 },
  ];
  expect(rates([1, 20, 21, 25, 26, 30], { warmup: 0, steps })).toEqual([0.1, 0.1, 0.05, 0.05, 0.0125, 0.0125]);
});

it('rises evenly to its full size', () => {
  expect(rates([1, 2, 4, 5], { warmup: 4, steps: [] })).toEqual([0.025, 0.05, 0.1, 0.1]);
});
