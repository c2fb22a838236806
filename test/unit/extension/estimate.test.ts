import { expect, it } from 'vitest';
import { estimate } from '../../../src/extension/runs/estimate.ts';
import { configSchema } from '../../../src/shared/config/schema.ts';

/** 784 x 10 + 10 x 10 weights; a training is 7,940 x (3 x 60 x 100 + 2 x (1,000 + 10,000)) = 317.6 million multiplications. */
const config = configSchema.parse({
  network: { layers: [{ units: 10 }, { units: 10 }] },
  training: { batchSize: 60, iterations: 100, evaluateEvery: 50, validationSize: 1000 },
  pruning: { rounds: 3 },
  controls: { randomReinit: 1, randomMask: 1 },
  trials: 2,
});
const work = 317_600_000;
const weights = 7940;

it('counts trainings and bytes', () => {
  const { trainings, bytes } = estimate(config, 1, []);
  expect(trainings).toBe(2 * (4 + 3 * 2));
  expect(bytes).toBe(20 * (2 * 440 + 4000) + 8 * weights * 9);
});

it('counts the weights of every epoch where masks are drawn early', () => {
  // 983 batches an epoch: two epochs of each of the eight tickets' trainings.
  const training = { ...config.training, iterations: 2000, evaluateEvery: 2000 };
  const pruning = { ...config.pruning, earlyBird: { window: 2, threshold: 0.1 } };
  expect(estimate({ ...config, training, pruning }, 1, []).bytes).toBe(20 * (440 + 4000) + 8 * weights * (9 + 2 * 4));
});

it('takes the time from past trainings, one after the other on one core', () => {
  expect(estimate(config, 1, [{ weights, work, seconds: 2 }])).toMatchObject({ seconds: 40, measured: true });
  expect(estimate(config, 2, [{ weights, work, seconds: 2 }])).toMatchObject({ seconds: 20 });
});

it('takes no other engine for a measure', () => {
  const past = [
    { weights, work, seconds: 2 },
    { weights, work, seconds: 80, engine: 'tfjs' as const },
  ];
  expect(estimate(config, 1, past).seconds).toBe(40);
  expect(estimate({ ...config, engine: 'tfjs' }, 1, past)).toMatchObject({ seconds: 1600, measured: true });
  expect(estimate({ ...config, engine: 'tfjs' }, 1, past.slice(0, 1))).toMatchObject({ seconds: (20 * work) / 2e8, measured: false });
});

it('never takes less than the rounds that wait for each other', () => {
  expect(estimate(config, 20, [{ weights, work, seconds: 2 }]).seconds).toBe(8);
});

it('prefers the past of networks of the same size', () => {
  const past = [
    { weights, work, seconds: 1 },
    { weights, work: 3 * work, seconds: 1 },
    { weights: 1, work, seconds: 1000 },
  ];
  expect(estimate(config, 1, past).seconds).toBeCloseTo(10, 9);
  expect(estimate(config, 1, past.slice(2)).seconds).toBeCloseTo(20_000, 6);
});

it('says that it is a bound where there is no past', () => {
  expect(estimate(config, 1, [])).toMatchObject({ measured: false, seconds: (20 * work) / 1e10 });
});
