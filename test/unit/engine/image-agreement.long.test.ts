/** The embedded engine against the float64 reference: random networks of all kinds of layers. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TrainInput } from '../../../src/engine/engine.ts';
import { createReferenceEngine } from '../../../src/engine/reference/engine.ts';
import { createWasmEngine } from '../../../src/engine/wasm/engine.ts';
import { ShapeMismatch } from '../../../src/shared/config/networks/resolve-layers.ts';
import type { LayerConfig } from '../../../src/shared/config/schema/layer-schemas.ts';
import { distance } from './support/distance.ts';
import { finished } from './support/finished.ts';
import { imageInputFor } from './support/image-input.ts';
import { kernelBytes } from './support/kernel-bytes.ts';
import { networkWith } from './support/networks.ts';
import { keepGoing } from './support/synthetic.ts';

const wasm = createWasmEngine(kernelBytes);
const reference = createReferenceEngine();

const side = fc.integer({ min: 1, max: 4 });
const size = fc.tuple(side, side).map((pair): number[] => pair);
const convolution = fc.record({
  kind: fc.constant('convolution' as const),
  filters: fc.integer({ min: 1, max: 6 }),
  kernelSize: size,
  stride: fc.integer({ min: 1, max: 3 }),
  padding: fc.constantFrom('same' as const, 'valid' as const),
  activation: fc.constantFrom('relu' as const, 'none' as const),
  bias: fc.boolean(),
});
const usual = fc.record({ kind: fc.constant('convolution' as const), filters: fc.integer({ min: 1, max: 9 }) });
const pool = fc.record({
  kind: fc.constantFrom('max-pool' as const, 'average-pool' as const),
  size,
  stride: fc.integer({ min: 1, max: 3 }),
});
const plain = fc.constantFrom<LayerConfig>(
  { kind: 'global-average-pool' },
  { kind: 'flatten' },
  { kind: 'relu' },
  { kind: 'dropout', rate: 0.4 },
  { kind: 'batch-normalization', epsilon: 0.1 },
  { units: 7 },
  { units: 12, activation: 'none' },
);
type Plain = Exclude<LayerConfig, { kind: 'residual' }>;
const residual = fc.record({
  kind: fc.constant('residual' as const),
  layers: fc.array(fc.oneof(usual, fc.constantFrom<Plain>({ kind: 'batch-normalization', epsilon: 0.1 }, { kind: 'relu' })), {
    minLength: 1,
    maxLength: 3,
  }),
  shortcut: fc.constant('convolution' as const),
});
const identity = fc.constant<LayerConfig>({ kind: 'residual', layers: [{ kind: 'relu' }, { kind: 'batch-normalization', epsilon: 0.1 }] });
const layers = fc.array(fc.oneof(usual, convolution, pool, plain, residual, identity), { minLength: 1, maxLength: 5 });

const scenarios = fc.record({
  layers,
  inputShape: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 3, max: 9 }), fc.integer({ min: 3, max: 9 })),
  density: fc.constantFrom(null, 0.8, 0.5, 0.2, 0.05),
  kind: fc.constantFrom('bytes' as const, 'floats' as const),
  batchSize: fc.integer({ min: 2, max: 22 }),
  augmentation: fc.constantFrom(undefined, { flip: true, crop: 2, seed: 'a' }),
  seed: fc.integer().map(String),
});
type Drawn = typeof scenarios extends fc.Arbitrary<infer T> ? T : never;

/** null where the layers drawn do not fit each other. */
function inputFor({ layers: drawn, inputShape, batchSize, augmentation, ...rest }: Drawn): TrainInput | null {
  const optimizer = { name: 'momentum' as const, learningRate: 0.02, momentum: 0.9, weightDecay: 0.01 };
  const spec = { batchSize, optimizer, iterations: 3, evaluateEvery: 3, dropoutSeed: 'd', ...(augmentation && { augmentation }) };
  try {
    return imageInputFor({ ...rest, network: networkWith(drawn as LayerConfig[], inputShape, 4), count: 41, spec });
  } catch (reason) {
    if (reason instanceof ShapeMismatch) return null;
    throw reason;
  }
}

/** Wide enough for Winograd's path. */
describe.each([
  { shape: [2, 4, 6], filters: [16, 20], batch: 5, density: null },
  { shape: [16, 2, 2], filters: [17, 16], batch: 21, density: 0.9 },
  { shape: [18, 8, 4], filters: [16, 16, 18], batch: 66, density: 0.7 },
])('$filters filters on $shape', ({ shape, filters, batch, density }) => {
  const network = networkWith(
    filters.map((count): LayerConfig => ({ kind: 'convolution', filters: count })),
    shape,
    4,
  );
  const optimizer = { name: 'sgd' as const, learningRate: 0.05, momentum: 0, weightDecay: 0 };
  const spec = { batchSize: batch, optimizer, iterations: 3, evaluateEvery: 3 };
  const input = imageInputFor({ network, density, count: 100, seed: 'wide', spec });

  it('agrees in gradients', () => {
    const given = { ...input.data, network, weights: input.weights, mask: input.mask, samples: input.data.test };
    expect(distance(reference.gradients(given), wasm.gradients(given))).toBeLessThan(2e-5);
  });

  it('agrees in training', () => {
    const [expected, actual] = [finished(reference.train(input, keepGoing)), finished(wasm.train(input, keepGoing))];
    expect(distance(expected.weights, actual.weights)).toBeLessThan(2e-5);
  });
});

it.each([null, 0.4])('agrees in gradients of the sum of outputs of a convolutional network at density %s', (density) => {
  const network = networkWith([{ kind: 'convolution', filters: 5 }, { kind: 'max-pool' }, { units: 9 }], [2, 6, 6], 4);
  // More samples than one group holds.
  const { data, weights, mask } = imageInputFor({ network, density, count: 300, seed: 'sum' });
  const given = { ...data, network, weights, mask, samples: data.test };
  const [expected, actual] = [reference, wasm].map((engine) => engine.gradients({ ...given, loss: 'sum-of-outputs' }));
  expect(data.test.count).toBeGreaterThan(60);
  expect(distance(expected ?? new Map(), actual ?? new Map())).toBeLessThan(2e-5);
  // d(mean sum of outputs) / d(bias of an output) = 1; the cross-entropy's would be below 1.
  expect([...(actual?.get('fc2.bias')?.data ?? [])].every((slope) => Math.abs(slope - 1) < 1e-6)).toBe(true);
});

describe('the embedded engine agrees with the reference on all kinds of layers', () => {
  it('in gradients', () => {
    fc.assert(
      fc.property(scenarios, (drawn) => {
        const input = inputFor(drawn);
        fc.pre(input !== null);
        const { data, spec, weights, mask } = input;
        const given = { ...data, network: spec.network, weights, mask, samples: data.test };
        expect(distance(reference.gradients(given), wasm.gradients(given))).toBeLessThan(1e-4);
      }),
      { seed: 1, numRuns: 150, maxSkipsPerRun: 1000 },
    );
  }, 60_000);

  it('in training and evaluation', () => {
    fc.assert(
      fc.property(scenarios, (drawn) => {
        const input = inputFor(drawn);
        fc.pre(input !== null);
        const expected = finished(reference.train(input, keepGoing));
        const actual = finished(wasm.train(input, keepGoing));
        expect([...actual.weights.keys()]).toEqual([...expected.weights.keys()]);
        expect(distance(expected.weights, actual.weights)).toBeLessThan(1e-3);
        expected.evaluations.forEach((evaluation, place) => {
          const difference = Math.abs((actual.evaluations[place]?.validationLoss ?? NaN) - evaluation.validationLoss);
          expect(difference).toBeLessThan(2e-3 * (1 + evaluation.validationLoss));
        });
      }),
      { seed: 2, numRuns: 120, maxSkipsPerRun: 1000 },
    );
  }, 60_000);
});
