/** When evaluations take place, and what they average. */
import { describe, expect, it } from 'vitest';
import { createReferenceEngine } from '../../../src/engine/reference/engine.ts';
import { createWasmEngine } from '../../../src/engine/wasm/engine.ts';
import type { Evaluation, TrainSpec } from '../../../src/shared/specs/training.ts';
import { finished } from './support/finished.ts';
import { kernelBytes } from './support/kernel-bytes.ts';
import { keepGoing, trainInputFor } from './support/synthetic.ts';

const engine = createWasmEngine(kernelBytes);
const scenario = { sizes: [20, 12, 4], density: null, seed: 'evaluations', data: { count: 260, kind: 'bytes' as const, zeros: 0.5 } };

function evaluationsOf(spec: Partial<TrainSpec>): readonly Evaluation[] {
  return finished(engine.train(trainInputFor({ ...scenario, spec }), keepGoing)).evaluations;
}

describe('evaluations', () => {
  it('take place at n, 2n, ... and the last iteration', () => {
    expect(evaluationsOf({ iterations: 20, evaluateEvery: 8 }).map(({ iteration }) => iteration)).toEqual([8, 16, 20]);
  });

  it('take place once where the last iteration is a multiple', () => {
    expect(evaluationsOf({ iterations: 16, evaluateEvery: 8 }).map(({ iteration }) => iteration)).toEqual([8, 16]);
  });

  it('test at new minima and at the end only, if asked to', () => {
    const optimizer = { name: 'sgd' as const, learningRate: 3, momentum: 0, weightDecay: 0 };
    const evaluations = evaluationsOf({ iterations: 40, evaluateEvery: 1, testEvaluation: 'at-new-minimum', optimizer });
    const tested = evaluations.filter(({ testLoss }) => testLoss !== undefined).map(({ iteration }) => iteration);
    const minima = evaluations
      .filter((one, place) => evaluations.slice(0, place).every((other) => one.validationLoss < other.validationLoss))
      .map(({ iteration }) => iteration);
    expect(minima.length).toBeLessThan(evaluations.length - 1);
    expect(tested).toEqual([...new Set([...minima, 40])]);
  });

  it('cover the training part at the end, always, or never', () => {
    const covered = (trainingEvaluation: TrainSpec['trainingEvaluation']): number[] =>
      evaluationsOf({ trainingEvaluation })
        .filter(({ trainingAccuracy }) => trainingAccuracy !== undefined)
        .map(({ iteration }) => iteration);
    expect([covered('end'), covered('every'), covered('never')]).toEqual([[20], [8, 16, 20], []]);
  });

  it('average over samples, not over groups', () => {
    const { data, spec, weights } = trainInputFor(scenario);
    const input = { ...data, network: spec.network, weights, samples: data.test };
    expect(data.test.count % 60).not.toBe(0);
    expect(engine.evaluate(input).loss).toBeCloseTo(createReferenceEngine().evaluate(input).loss, 6);
    expect(engine.evaluate(input).accuracy).toBe(createReferenceEngine().evaluate(input).accuracy);
  });

  it('do not depend on the batch size of the training', () => {
    const optimizer = { name: 'sgd' as const, learningRate: 0, momentum: 0, weightDecay: 0 };
    const [first, ...others] = [1, 7, 60, 64, 100].map((batchSize) => evaluationsOf({ batchSize, optimizer, iterations: 1 }));
    for (const other of others) expect(other).toEqual(first);
  });
});
