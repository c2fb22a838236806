/** Small made-up networks, weights, masks and data. */
import type { Samples, TrainingData, TrainInput } from '../../../../src/engine/engine.ts';
import type { DenseLayer, Network } from '../../../../src/shared/network/network.ts';
import type { Parameter } from '../../../../src/shared/network/parameter.ts';
import { parametersOf, prunableOf } from '../../../../src/shared/network/parameters.ts';
import { productOf } from '../../../../src/shared/network/shapes.ts';
import { type Generator, generatorFor, permutation, standardNormal } from '../../../../src/shared/numbers/random.ts';
import type { TrainSpec } from '../../../../src/shared/specs/training.ts';
import type { Mask, MaskTensor, Tensor, Weights } from '../../../../src/shared/tensors/tensors.ts';

export function networkOf(sizes: readonly number[]): Network {
  const layers = sizes.slice(1).map((outputs, place): DenseLayer => ({
    kind: 'dense',
    name: `fc${String(place + 1)}`,
    inputs: sizes[place] ?? 0,
    outputs,
    activation: place === sizes.length - 2 ? 'none' : 'relu',
  }));
  return { inputShape: [sizes[0] ?? 0], classes: sizes.at(-1) ?? 0, layers };
}

/** Made up so that no tensor is trivial: biases, scales and running statistics too. */
function drawn({ kind, shape, fanIn, fanOut }: Parameter, draw: Generator): Float32Array {
  const normal = (scale: number): Float32Array => Float32Array.from({ length: productOf(shape) }, () => scale * standardNormal(draw));
  if (kind === 'weight') return normal(Math.sqrt(2 / (fanIn + fanOut)));
  if (kind === 'scale') return normal(0.2).map((value) => 1 + value);
  if (kind === 'running-variance') return normal(0.2).map((value) => 1 + Math.abs(value));
  return normal(0.1);
}

export function weightsFor(network: Network, seed: string): Weights {
  const generators = new Map<string, Generator>();
  return new Map(
    parametersOf(network).map((parameter): [string, Tensor] => {
      const draw = generators.get(parameter.layer) ?? generatorFor(seed, parameter.layer);
      generators.set(parameter.layer, draw);
      return [parameter.name, { shape: parameter.shape, data: drawn(parameter, draw) }];
    }),
  );
}

/** Keeps exactly round(density * count) weights of each layer. */
export function maskFor(network: Network, density: number, seed: string): Mask {
  return new Map(
    prunableOf(network).map(({ name, layer, shape }): [string, MaskTensor] => {
      const data = new Uint8Array(productOf(shape));
      const order = permutation(generatorFor(seed, layer), data.length);
      for (const index of order.subarray(0, Math.round(density * data.length))) data[index] = 1;
      return [name, { shape, data }];
    }),
  );
}

export interface DataOrder {
  readonly count: number;
  readonly features: number;
  readonly classes: number;
  readonly kind: 'bytes' | 'floats';
  /** Fraction of values that are 0. */
  readonly zeros: number;
}

export function samplesFor({ count, features, classes, kind, zeros }: DataOrder, seed: string): Samples {
  const draw = generatorFor(seed, 'samples');
  const uniform = (): number => (draw.next() >>> 8) / 16777216;
  const labels = Uint8Array.from({ length: count }, () => Math.floor(uniform() * classes));
  const value = (index: number): number => {
    if (uniform() < zeros) return 0;
    const label = labels[Math.floor(index / features)] ?? 0;
    // The class shows in every `classes`-th feature, so that there is something to learn.
    const bright = (index % features) % classes === label ? 0.6 : 0.1;
    return kind === 'bytes' ? 1 + Math.floor((bright + 0.35 * uniform()) * 254) : bright + 0.3 * standardNormal(draw);
  };
  const values = Array.from({ length: count * features }, (_, index) => value(index));
  return { count, sampleShape: [features], labels, values: kind === 'bytes' ? Uint8Array.from(values) : Float32Array.from(values) };
}

export function trainingDataFor(order: DataOrder, seed: string): TrainingData {
  const pool = samplesFor(order, seed);
  const split = permutation(generatorFor(seed, 'split'), order.count);
  const validation = Math.floor(order.count / 4);
  return {
    pool,
    test: samplesFor({ ...order, count: validation + 3 }, `${seed} test`),
    trainingIndices: split.slice(0, order.count - validation),
    validationIndices: split.slice(order.count - validation),
    mean: [0.13],
    standardDeviation: [0.31],
  };
}

export const baseSpec: Omit<TrainSpec, 'network'> = {
  operation: 'train',
  engine: 'wasm',
  numerics: 1,
  dataset: { fingerprint: '' },
  normalization: { kind: 'training-part' },
  validationSize: 1,
  dataOrderSeed: 'order',
  splitSeed: 'split',
  weights: '',
  mask: null,
  optimizer: { name: 'adam', learningRate: 0.01, momentum: 0.9, weightDecay: 0 },
  batchSize: 13,
  iterations: 20,
  evaluateEvery: 8,
  testEvaluation: 'every',
  trainingEvaluation: 'end',
  snapshots: [],
};

export interface Scenario {
  readonly sizes: readonly number[];
  readonly density: number | null;
  readonly data: Omit<DataOrder, 'features' | 'classes'>;
  readonly spec?: Partial<TrainSpec>;
  readonly seed: string;
}

export function trainInputFor({ sizes, density, data, spec, seed }: Scenario): TrainInput {
  const network = networkOf(sizes);
  return {
    spec: { ...baseSpec, network, ...spec },
    data: trainingDataFor({ ...data, features: sizes[0] ?? 0, classes: network.classes }, seed),
    weights: weightsFor(network, seed),
    mask: density === null ? null : maskFor(network, density, seed),
  };
}

export const keepGoing = { shouldStop: (): boolean => false };
