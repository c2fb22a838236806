import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { estimate } from '../../../../src/runs/estimate/estimate.ts';
import { forwardSeconds, roundDensities } from '../../../../src/runs/estimate/training-seconds.ts';
import { resolveLayers } from '../../../../src/shared/config/networks/resolve-layers.ts';
import { presetNames } from '../../../../src/shared/config/presets/presets.ts';
import { checkConfig } from '../../../../src/shared/config/reading/check-config.ts';
import { type Config, configSchema } from '../../../../src/shared/config/schema/schema.ts';

/** 784 x 10 + 10 x 10 weights. A training: 100 x 60 images three times, 2 x (1,000 + 10,000) and 59,000 evaluated: 99,000 times forward. */
const config = configSchema.parse({
  network: { layers: [{ units: 10 }, { units: 10 }] },
  training: { batchSize: 60, iterations: 100, evaluateEvery: 50, validationSize: 1000 },
  pruning: { rounds: 3 },
  controls: { randomReinit: 1, randomMask: 1 },
  trials: 2,
});
const weights = 7940;
// Fully connected: 30e9 multiplications a second; 20 us for each iteration.
const expected = (99_000 * weights) / 30e9 + 100 * 2e-5;
// Evaluated and not trained, on 11,000 images each: two dense networks, six tickets pruned and rewound, twelve controls; 26 in all.
const evaluation = (11_000 * weights) / 30e9;
const whole = 20 * expected + 26 * evaluation;

describe('an estimate', () => {
  it('is there before a model is read whose layers have rates of their own', () => {
    const file = path.join(import.meta.dirname, '../../../../examples/own-keras-model.lottery.json');
    const { config: example } = checkConfig(readFileSync(file, 'utf8'), { path: file, readText: () => undefined });
    expect(example?.pruning.rates).toHaveProperty('scores');
    expect(example && estimate(example, 2, []).seconds).toBeGreaterThan(0);
  });

  it('counts trainings and bytes', () => {
    const { trainings, diskBytes } = estimate(config, 1, []);
    expect(trainings).toBe(2 * (4 + 3 * 2));
    expect(diskBytes).toBe(20 * (2 * 440 + 4000) + 8 * weights * 9);
  });

  it('counts the weights of every epoch where masks are drawn early', () => {
    // 983 batches an epoch: two epochs of each of the eight tickets' trainings.
    const training = { ...config.training, iterations: 2000, evaluateEvery: 2000 };
    const pruning = { ...config.pruning, earlyBird: { window: 2, threshold: 0.1 } };
    const { diskBytes } = estimate({ ...config, training, pruning }, 1, []);
    expect(diskBytes).toBe(20 * (440 + 4000) + 8 * weights * (9 + 2 * 4));
  });

  it('without a past is the model, and says so', () => {
    const { seconds, measured } = estimate(config, 1, []);
    expect(seconds).toBeCloseTo(whole, 12);
    expect(measured).toBe(false);
  });

  it('is as much longer as past trainings took longer than the model says', () => {
    const past = [{ weights, expected, seconds: 2 }];
    expect(estimate(config, 1, past).seconds).toBeCloseTo((2 * whole) / expected, 9);
    expect(estimate(config, 1, past).measured).toBe(true);
    expect(estimate(config, 2, past).seconds).toBeCloseTo(whole / expected, 9);
  });

  it('is never less than the rounds that wait for each other', () => {
    expect(estimate(config, 20, [{ weights, expected, seconds: 2 }]).seconds).toBeCloseTo(
      (2 * (4 * expected + 7 * evaluation)) / expected,
      9,
    );
  });

  it('prefers the past of networks of the same size', () => {
    const past = [
      { weights, expected, seconds: 1 },
      { weights, expected: 3 * expected, seconds: 1 },
      { weights: 1, expected, seconds: 1000 },
    ];
    expect(estimate(config, 1, past).seconds).toBeCloseTo(whole / (2 * expected), 9);
    expect(estimate(config, 1, past.slice(2)).seconds).toBeCloseTo((1000 * whole) / expected, 6);
  });

  it('takes no other engine for a measure', () => {
    const past = [
      { weights, expected, seconds: 2 },
      { weights, expected, seconds: 80, engine: 'tfjs' as const },
    ];
    expect(estimate(config, 1, past).seconds).toBeCloseTo((2 * whole) / expected, 9);
    const tfjs = { ...config, engine: 'tfjs' as const };
    const [alone, withPast] = [estimate(tfjs, 1, past.slice(0, 1)), estimate(tfjs, 1, past)];
    expect([alone.measured, withPast.measured]).toEqual([false, true]);
    expect(alone.seconds).toBeGreaterThan(30 * estimate(config, 1, []).seconds);
    expect(withPast.seconds).toBeCloseTo((alone.seconds * 80) / expected, 6);
  });
});

describe('what is evaluated and ended', () => {
  // One trial without controls: the dense network with one evaluation beside it, and each ticket with two.
  const one = { ...config, trials: 1, controls: { ...config.controls, randomReinit: 0, randomMask: 0 } };
  const training = { ...config.training, iterations: 4915, evaluateEvery: 5000, trainingEvaluation: 'never' as const };
  const steps = (iterations: number): number => (3 * iterations * 60 * weights) / 30e9 + iterations * 2e-5;

  it('the points between two copies are counted', () => {
    const settings = { ...one, instability: { points: 11, rounds: [0] } };
    const copy = { ...settings, controls: { ...one.controls, dataOrder: { count: 1, rounds: [0] } } };
    expect(estimate(copy, 1, []).seconds - estimate(one, 1, []).seconds).toBeCloseTo(expected + (11 * 10_000 * weights) / 30e9, 12);
  });

  it('says how little it may take where Early-Bird ends trainings', () => {
    const earlyBird = { window: 2, threshold: 0.1, stop: true };
    const stopping = { ...one, training, pruning: { ...one.pruning, rounds: 1, earlyBird } };
    const { seconds, leastSeconds } = estimate(stopping, 1, []);
    expect(seconds).toBeCloseTo(2 * steps(4915) + 2 * evaluation + 3 * evaluation, 12);
    // The dense network ends after two of its five epochs of 983 iterations.
    expect(leastSeconds).toBeCloseTo(steps(1966) + steps(4915) + 2 * evaluation + 3 * evaluation, 12);
    const late = { ...stopping, rewind: { iteration: 3000 } };
    expect(estimate(late, 1, []).leastSeconds).toBeCloseTo(steps(3000) + steps(4915) + 5 * evaluation, 12);
    expect(estimate(one, 1, [])).not.toHaveProperty('leastSeconds');
  });
});

describe('the model', () => {
  const image = [3, 8, 8];
  const layers = resolveLayers([{ kind: 'convolution', filters: 4 }, { kind: 'max-pool' }, { units: 10 }], image);

  it('counts every place of a convolution, and the values of images', () => {
    // 108 weights at 64 places, 64 x 10; 4 x 64 and 4 x 16 values.
    const dense = (108 * 64) / 22e9 + 640 / 30e9 + 320 * 0.75e-9;
    expect(forwardSeconds({ layers }, new Map())).toBeCloseTo(dense, 15);
  });

  it('counts survivors alone where that is less', () => {
    const half = new Map([['conv1.weight', 0.5]]);
    expect(forwardSeconds({ layers }, half)).toBe(forwardSeconds({ layers }, new Map()));
    const tenth = new Map([['conv1.weight', 0.1]]);
    const saved = forwardSeconds({ layers }, new Map()) - forwardSeconds({ layers }, tenth);
    expect(saved).toBeCloseTo((108 * 64) / 22e9 - (10.8 * 64) / 9.5e9, 15);
  });

  it('knows what remains in each round', () => {
    const network = { inputShape: image, classes: 10, layers };
    const rates = { convolution: 0.25, dense: 0.2, output: 0.5 };
    const { pruning } = configSchema.parse({ pruning: { rounds: 2, rates } });
    const rounds = roundDensities(network, pruning);
    expect(rounds.map((densities) => densities.get('conv1.weight'))).toEqual([undefined, 81 / 108, 61 / 108]);
    const together = roundDensities(network, { ...pruning, scope: 'global', rates: { ...rates, global: 0.5 } });
    expect([...(together[1] ?? [])].map(([, density]) => density)).toEqual([0.5, 0.5]);
  });
});

describe('of the presets', () => {
  const preset = (name: string): Config =>
    checkConfig(`{ "extends": "${name}" }`, { path: '/x', readText: () => undefined }).config as Config;

  it.each(presetNames)('%s says hours, disk and memory', (name) => {
    const { seconds, diskBytes, workerMemoryBytes, workers } = estimate(preset(name), 2, []);
    expect(seconds).toBeGreaterThan(60);
    expect(diskBytes).toBeGreaterThan(1e6);
    expect(workerMemoryBytes).toBeGreaterThan(5e7);
    expect(workers).toBeGreaterThanOrEqual(1);
  });

  // Seen in /proc: 375 MB at most (VmHWM) of 146 LeNet trainings with one worker.
  it('the memory of a whole run is near what was measured, and hardly grows with its trainings', () => {
    const lenet = (trials: number) => ({ ...preset('paper/lenet-300-100'), trials });
    const [few, many] = [2, 102].map((trials) => estimate(lenet(trials), 1, []));
    expect(few?.memoryBytes).toBeGreaterThan(340e6);
    expect(few?.memoryBytes).toBeLessThan(420e6);
    const trainings = (many?.trainings ?? 0) - (few?.trainings ?? 0);
    expect(trainings).toBeGreaterThan(1000);
    expect(((many?.memoryBytes ?? 0) - (few?.memoryBytes ?? 0)) / trainings).toBeLessThan(10_000);
  });

  it('deeper ones take longer', () => {
    const hours = ['conv-2', 'conv-4', 'conv-6', 'vgg-19'].map((name) => estimate(preset(`paper/${name}`), 2, []).seconds / 3600);
    expect(hours).toEqual(hours.toSorted((a, b) => a - b));
    expect(estimate(preset('quick/conv-2'), 2, []).seconds).toBeLessThan(3600);
  });
});
