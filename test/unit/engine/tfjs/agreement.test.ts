/** TensorFlow.js against the embedded engine: the same initial weights, batches and settings. */
import { describe, expect, it } from 'vitest';
import { lenetInput } from '../../../../bench/lenet-input.ts';
import type { Engine, TrainInput } from '../../../../src/engine/engine.ts';
import { createWasmEngine } from '../../../../src/engine/wasm/engine.ts';
import type { Weights } from '../../../../src/shared/tensors.ts';
import type { OptimizerName, TfjsBackend, TrainSpec } from '../../../../src/shared/training.ts';
import { finished } from '../finished.ts';
import type { Finished } from '../finished.ts';
import { imageInputFor } from '../image-input.ts';
import { kernelBytes } from '../kernel-bytes.ts';
import { networkWith } from '../networks.ts';
import { keepGoing } from '../synthetic.ts';
import { started } from './backends.ts';

const embedded = createWasmEngine(kernelBytes);
const rates = { adam: 0.0012, sgd: 0.05, momentum: 0.01 };
const settings = (name: OptimizerName): TrainSpec['optimizer'] => ({ name, learningRate: rates[name], momentum: 0.9, weightDecay: 0 });

/** An evaluation after every step shows the loss at each. */
function everyStep(input: TrainInput, name: OptimizerName, iterations: number): TrainInput {
  const { data, spec } = input;
  const few = { ...data, validationIndices: data.validationIndices.slice(0, 20) };
  const change = {
    optimizer: settings(name),
    iterations,
    evaluateEvery: 1,
    testEvaluation: 'at-new-minimum',
    trainingEvaluation: 'never',
  } as const;
  const test = { ...data.test, count: 1, values: data.test.values.slice(0, data.test.values.length / data.test.count) };
  return { ...input, data: { ...few, test }, spec: { ...spec, ...change, snapshots: [1] } };
}

function bothOf(engine: Engine, input: TrainInput): readonly [Finished, Finished] {
  return [finished(embedded.train(input, keepGoing)), finished(engine.train(input, keepGoing))];
}

/**
 * Euclidean, relative to each tensor's length. Not the largest single difference: Adam's first step is the sign of the gradient nearly, so that
 * rounding of a gradient of about 1e-8 (Adam's epsilon), of which a dense LeNet-300-100 has a few, moves that one weight by up to 1e-5.
 */
function relativeDistance(a: Weights, b: Weights): number {
  const length = (values: Float32Array): number => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  const distances = [...a].map(([name, { data }]) => {
    const other = b.get(name)?.data ?? new Float32Array(0);
    return length(data.map((value, index) => value - (other[index] ?? NaN))) / length(data);
  });
  return Math.max(...distances);
}

function expectAgreement([expected, actual]: readonly [Finished, Finished]): void {
  const [first, second] = [expected.snapshots.get(1), actual.snapshots.get(1)];
  if (!first || !second) throw new Error('no weights after the first step');
  expect(relativeDistance(first, second)).toBeLessThan(1e-5);
  expect(actual.evaluations.length).toBe(expected.evaluations.length);
  expected.evaluations.forEach(({ validationLoss }, place) => {
    expect(Math.abs((actual.evaluations[place]?.validationLoss ?? NaN) / validationLoss - 1)).toBeLessThan(1e-3);
  });
}

/** Plain JavaScript takes about a tenth of a second for a step of LeNet-300-100: fewer of them. */
const iterations: Readonly<Record<TfjsBackend, number>> = { wasm: 200, cpu: 12 };

describe.each(['wasm', 'cpu'] as const)('LeNet-300-100 on the backend %s', (backend) => {
  it.each([
    ['adam', 1],
    ['adam', 0.2],
    ['sgd', 1],
    ['sgd', 0.2],
  ] as const)('%s at density %d', async (name, density) => {
    const { engine } = await started(backend);
    expectAgreement(bothOf(engine, everyStep(lenetInput(density), name, iterations[backend])));
  });
});

const layers = [
  { kind: 'convolution', filters: 4, kernelSize: 3 },
  { kind: 'convolution', filters: 4, kernelSize: 3, stride: 2 },
  { kind: 'max-pool' },
  { units: 16 },
] as const;
const deep = [
  { kind: 'convolution', filters: 4, kernelSize: 3, bias: false },
  { kind: 'batch-normalization' },
  {
    kind: 'residual',
    layers: [{ kind: 'convolution', filters: 6, stride: 2 }, { kind: 'batch-normalization' }],
    shortcut: 'convolution',
  },
  { kind: 'relu' },
  { kind: 'dropout', rate: 0.3 },
  { kind: 'average-pool' },
  { units: 16 },
] as const;

describe.each([
  ['plain', layers],
  ['deep', deep],
] as const)('a small network of convolutions (%s) on plain JavaScript', (_, list) => {
  it.each([
    ['adam', null],
    ['adam', 0.4],
    ['sgd', null],
    ['momentum', 0.4],
  ] as const)('%s at density %s', async (name, density) => {
    const { engine } = await started('cpu');
    const network = networkWith(list as unknown as Parameters<typeof networkWith>[0], [3, 8, 8], 4);
    const spec = { dropoutSeed: 'dropout', augmentation: { flip: true, crop: 2, seed: 'moves' } };
    const input = imageInputFor({ network, density, count: 80, seed: `images ${name}`, spec });
    expectAgreement(bothOf(engine, everyStep(input, name, 15)));
  });
});
