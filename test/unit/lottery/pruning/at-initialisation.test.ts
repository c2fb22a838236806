/** Pruning at initialisation: scores by hand, and that SynFlow keeps every layer alive where SNIP does not. */
import { describe, expect, it } from 'vitest';
import { createReferenceEngine } from '../../../../src/engine/reference/engine.ts';
import { createWasmEngine } from '../../../../src/engine/wasm/engine.ts';
import { fullMask, remainingCount } from '../../../../src/lottery/masks/mask.ts';
import { gradientCriteria } from '../../../../src/lottery/pruning/gradient-criteria.ts';
import type { Gradient, Gradients } from '../../../../src/lottery/pruning/gradients.ts';
import { synflowScores } from '../../../../src/lottery/pruning/synflow.ts';
import { initialWeights } from '../../../../src/lottery/weights/initial-weights.ts';
import type { Samples } from '../../../../src/shared/specs/samples.ts';
import { type Mask, onesIn, type Weights } from '../../../../src/shared/tensors/tensors.ts';
import { kernelBytes } from '../../engine/support/kernel-bytes.ts';
import { networkOf, samplesFor } from '../../engine/support/synthetic.ts';
import { maskOf, weightsOf } from '../fixtures.ts';

const values = (weights: Weights, name = 'a'): number[] => [...(weights.get(name)?.data ?? [])];
const noGradient: Gradient = () => Promise.reject(new Error('no gradients here'));
const sourceOf = (initial: Weights, mask: Mask, gradients: Partial<Gradients>) => ({
  ...{ network: deep, initial, mask, seed: 'seed' },
  trainedWeights: () => Promise.reject(new Error('nothing is trained here')),
  gradients: { ofLoss: noGradient, hessianGradient: noGradient, ofOutputs: noGradient, ...gradients },
});
const engines = [createReferenceEngine(), createWasmEngine(kernelBytes)];

describe('SNIP', () => {
  it('is abs(gradient x weight)', async () => {
    const gradient: Gradient = () => Promise.resolve(weightsOf('a', [1, -2, 0.5, 7]));
    const source = sourceOf(weightsOf('a', [3, 1, -4, 1]), maskOf('a', [1, 1, 1, 0]), { ofLoss: gradient });
    // Scores 3, 2, 2, and the last is pruned already.
    const drawn = async (kept: number) => [...((await gradientCriteria.snip(source, [{ names: ['a'], kept }])).get('a')?.data ?? [])];
    expect([await drawn(2), await drawn(1)]).toEqual([
      [1, 0, 1, 0],
      [1, 0, 0, 0],
    ]);
  });
});

describe('GraSP', () => {
  it('removes the weight without which the gradient is longest: of a quadratic loss, by hand', async () => {
    // Loss w'Aw / 2 with A = [2 1; 1 3]: g = Aw, H = A. At w = (1, -1): g = (1, -2), Hg = (0, -5), w x Hg = (0, 5).
    // Length squared of g: 5. Without the first weight g(0, -1) = (-1, -3): 10; without the second g(1, 0) = (2, 1): 5.
    // In their words S(-w) = -w (Hg) = (0, -5), and the largest S is removed: the first.
    const source = sourceOf(weightsOf('a', [1, -1]), maskOf('a', [1, 1]), {
      hessianGradient: () => Promise.resolve(weightsOf('a', [0, -5])),
    });
    const mask = await gradientCriteria.grasp(source, [{ names: ['a'], kept: 1 }]);
    expect([...(mask.get('a')?.data ?? [])]).toEqual([0, 1]);
  });
});

const deep = networkOf([12, 30, 30, 30, 5]);
const initial = initialWeights(deep, 'deep');
const ones: Samples = { count: 1, sampleShape: [12], values: new Float32Array(12).fill(1), labels: new Uint8Array(1) };
const image = samplesFor({ count: 20, features: 12, classes: 5, kind: 'floats', zeros: 0.5 }, 'images');
const target = [{ names: [...fullMask(deep).keys()], kept: 6 }];

describe.each(engines)('with the engine $name', (engine) => {
  const shared = { network: deep, mean: [0], standardDeviation: [1] };
  const dataFree: Gradient = (weights, mask) =>
    Promise.resolve(engine.gradients({ ...shared, weights, mask, samples: ones, loss: 'sum-of-outputs' }));
  const batch: Gradient = (weights, mask) => Promise.resolve(engine.gradients({ ...shared, weights, mask, samples: image }));

  it('the sum of outputs, by hand: 1 x 3 input through one hidden unit', async () => {
    const network = networkOf([3, 1, 2]);
    const weights: Weights = new Map([
      ['fc1.weight', { shape: [1, 3], data: Float32Array.of(1, -2, 0.5) }],
      ['fc1.bias', { shape: [1], data: Float32Array.of(0) }],
      ['fc2.weight', { shape: [2, 1], data: Float32Array.of(-3, 4) }],
      ['fc2.bias', { shape: [2], data: Float32Array.of(0, 0) }],
    ]);
    const input = { network, mean: [0], standardDeviation: [1], loss: 'sum-of-outputs' } as const;
    const three: Samples = { count: 1, sampleShape: [3], values: Float32Array.of(1, 1, 1), labels: new Uint8Array(1) };
    const gradient: Gradient = (at, mask) => Promise.resolve(engine.gradients({ ...input, weights: at, mask, samples: three }));
    // All by absolute value: hidden = 3.5, R = 3.5 x 7. Every score of a layer sums to R: the flow is conserved.
    const scores = await synflowScores(weights, fullMask(network), gradient);
    expect(scores.get('fc1.weight')).toEqual(Float64Array.of(7, 14, 3.5));
    expect(scores.get('fc2.weight')).toEqual(Float64Array.of(10.5, 14));
    // Signed: the hidden unit is off, and nothing flows.
    expect(values(await gradient(weights, fullMask(network)), 'fc1.weight')).toEqual([0, 0, 0]);
  });

  it('SynFlow keeps every layer at 6 of 2310 weights, where SNIP empties one', async () => {
    const flow = await gradientCriteria.synflow(sourceOf(initial, fullMask(deep), { ofOutputs: dataFree }), target);
    expect(remainingCount(flow)).toBe(6);
    expect([...flow.values()].map(onesIn).every((count) => count > 0)).toBe(true);
    const snip = await gradientCriteria.snip(sourceOf(initial, fullMask(deep), { ofLoss: batch }), target);
    expect(remainingCount(snip)).toBe(6);
    expect([...snip.values()].map(onesIn)).toContain(0);
  });
});
