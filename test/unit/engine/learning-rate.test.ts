import { expect, it } from 'vitest';
import { learningRateAt, learningRateRange } from '../../../src/engine/learning-rate.ts';
import { upTo } from '../../../src/shared/numbers/counting.ts';
import type { LearningRateSchedule } from '../../../src/shared/specs/learning-rate-schedule.ts';
import pytorch from '../../fixtures/engine/learning-rates.json' with { type: 'json' };
import { baseSpec } from './support/synthetic.ts';

const optimizer = { ...baseSpec.optimizer, learningRate: 0.1 };
const rates = (iterations: readonly number[], learningRateSchedule?: LearningRateSchedule): number[] =>
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

it.each(pytorch.schedules)("has PyTorch's figures: $name", ({ schedule, rates: theirs }) => {
  const ours = rates(upTo(theirs.length), { steps: [], ...schedule } as LearningRateSchedule);
  expect(Math.max(...ours.map((rate, place) => Math.abs(rate - (theirs[place] ?? NaN))))).toBeLessThan(1e-16);
});

const cosine = { kind: 'cosine', iterations: 10, final: 0.25 } as const;
const oneCycle = { kind: 'one-cycle', iterations: 10, form: 'linear', rise: 0.5, start: 0.1, final: 0.01 } as const;

it('stays at the end of its curve after the last iteration', () => {
  expect(rates([11, 500], { warmup: 0, steps: [], annealing: cosine })).toEqual([0.025, 0.025]);
  expect(rates([10, 11, 500], { warmup: 0, steps: [], annealing: oneCycle })).toEqual([0.001, 0.001, 0.001]);
});

it('has a rate wherever the curve has no room', () => {
  rates([1, 2, 3], { warmup: 20, steps: [], annealing: cosine }).forEach((rate, place) => {
    expect(rate).toBeCloseTo((0.1 * (place + 1)) / 20, 15);
  });
  expect(rates([1], { warmup: 0, steps: [], annealing: { ...cosine, iterations: 1 } })).toEqual([0.1]);
  for (const iterations of [1, 2, 3])
    for (const rate of rates(upTo(iterations), { warmup: 0, steps: [], annealing: { ...oneCycle, iterations } })) {
      expect(rate).toBeGreaterThan(0);
      expect(rate).toBeLessThanOrEqual(0.1);
    }
});

it.each<LearningRateSchedule>([
  { warmup: 0, steps: [] },
  { warmup: 4, steps: [{ after: 6, factor: 0.5 }] },
  { warmup: 0, steps: [{ after: 6, factor: 3 }] },
  { warmup: 12, steps: [] },
  { warmup: 3, steps: [], annealing: cosine },
  { warmup: 0, steps: [], annealing: oneCycle },
  { warmup: 0, steps: [], annealing: { ...oneCycle, form: 'cosine', rise: 0.33, start: 0 } },
])('its range is that of all iterations: %j', (learningRateSchedule) => {
  const all = rates(upTo(10), learningRateSchedule);
  const range = learningRateRange({ optimizer, learningRateSchedule, iterations: 10 });
  expect(range).toEqual({ first: all[0], highest: Math.max(...all), last: all.at(-1) });
});
