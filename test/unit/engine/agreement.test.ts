/** The embedded engine against the float64 reference: random shapes, masks, batch sizes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TrainInput } from '../../../src/engine/engine.ts';
import { createReferenceEngine } from '../../../src/engine/reference/engine.ts';
import { createWasmEngine } from '../../../src/engine/wasm/engine.ts';
import { distance } from './support/distance.ts';
import { finished } from './support/finished.ts';
import { kernelBytes } from './support/kernel-bytes.ts';
import { keepGoing, trainInputFor } from './support/synthetic.ts';

const wasm = createWasmEngine(kernelBytes);
const reference = createReferenceEngine();

const scenarios = fc.record({
  sizes: fc
    .tuple(fc.integer({ min: 1, max: 41 }), fc.array(fc.integer({ min: 1, max: 23 }), { maxLength: 3 }), fc.integer({ min: 2, max: 11 }))
    .map(([first, middle, last]) => [first, ...middle, last]),
  density: fc.constantFrom(null, 1, 0.9, 0.6, 0.5, 0.3, 0.1, 0.02),
  kind: fc.constantFrom('bytes' as const, 'floats' as const),
  zeros: fc.constantFrom(0, 0.5, 0.8, 0.95),
  batchSize: fc.integer({ min: 1, max: 90 }),
  seed: fc.integer().map(String),
});

type Drawn = typeof scenarios extends fc.Arbitrary<infer T> ? T : never;

function inputFor({ sizes, density, kind, zeros, batchSize, seed }: Drawn): TrainInput {
  // SGD: Adam divides by the gradient's size and so turns rounding of tiny gradients into whole steps.
  const optimizer = { name: 'momentum' as const, learningRate: 0.02, momentum: 0.9, weightDecay: 0.01 };
  return trainInputFor({
    sizes,
    density,
    seed,
    data: { count: 131, kind, zeros },
    spec: { batchSize, optimizer, iterations: 6, evaluateEvery: 4 },
  });
}

describe('the embedded engine agrees with the reference', () => {
  it('in gradients', () => {
    fc.assert(
      fc.property(scenarios, (drawn) => {
        const { data, spec, weights, mask } = inputFor(drawn);
        const input = { ...data, network: spec.network, weights, mask, samples: data.test };
        expect(distance(reference.gradients(input), wasm.gradients(input))).toBeLessThan(2e-5);
      }),
      { seed: 1, numRuns: 150 },
    );
  });

  it('in training and evaluation', () => {
    fc.assert(
      fc.property(scenarios, (drawn) => {
        const input = inputFor(drawn);
        const expected = finished(reference.train(input, keepGoing));
        const actual = finished(wasm.train(input, keepGoing));
        expect(distance(expected.weights, actual.weights)).toBeLessThan(1e-4);
        expected.evaluations.forEach((evaluation, place) => {
          expect(actual.evaluations[place]?.iteration).toBe(evaluation.iteration);
          expect(actual.evaluations[place]?.validationLoss).toBeCloseTo(evaluation.validationLoss, 4);
          expect(actual.evaluations[place]?.testLoss).toBeCloseTo(evaluation.testLoss ?? NaN, 4);
        });
      }),
      { seed: 2, numRuns: 80 },
    );
  });
});
