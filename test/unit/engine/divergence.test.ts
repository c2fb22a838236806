/** A training that breaks down says where and why. */
import { describe, expect, it } from 'vitest';
import { createWasmEngine } from '../../../src/engine/wasm/engine.ts';
import { kernelBytes } from './support/kernel-bytes.ts';
import { keepGoing, trainInputFor } from './support/synthetic.ts';
import type { TrainOutcome } from '../../../src/engine/engine.ts';
import { say } from '../../../src/shared/text/told.ts';

const engine = createWasmEngine(kernelBytes);
const scenario = { sizes: [20, 12, 8, 4], density: null, seed: 'divergence', data: { count: 100, kind: 'floats' as const, zeros: 0 } };

const reasonOf = (outcome: TrainOutcome): string => (outcome.kind === 'diverged' ? say(outcome.reason) : '');

describe('divergence', () => {
  it('names the learning rate', () => {
    const optimizer = { name: 'adam' as const, learningRate: 1e20, momentum: 0, weightDecay: 0 };
    const outcome = engine.train(trainInputFor({ ...scenario, spec: { optimizer } }), keepGoing);
    expect(reasonOf(outcome)).toMatch(
      /loss became (NaN|infinite) at iteration \d+: the learning rate 100000000000000000000 is probably too high/,
    );
  });

  it('names the sample with a value that is not finite', () => {
    const input = trainInputFor(scenario);
    input.data.pool.values[20 * 17 + 3] = NaN;
    const outcome = engine.train(input, keepGoing);
    expect(outcome).toMatchObject({ kind: 'diverged', iteration: 1 });
    expect(reasonOf(outcome)).toContain('Sample 17 of the training set');
  });

  it('refuses a batch larger than the training part', () => {
    expect(() => engine.train(trainInputFor({ ...scenario, spec: { batchSize: 76 } }), keepGoing)).toThrow(
      'batch size 76 is larger than the training part (75 samples)',
    );
  });

  it('refuses labels beyond the classes', () => {
    const input = trainInputFor(scenario);
    input.data.pool.labels[5] = 4;
    expect(() => engine.train(input, keepGoing)).toThrow('Sample 5 has the label 4');
  });
});
