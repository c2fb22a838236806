/** A few steps and evaluations of a tiny network on every path, as one number: what kernels must give before they are trusted with a run. */
import { biasName, type DenseLayer, type Network, weightName } from '../../shared/network/network.ts';
import { productOf } from '../../shared/network/shapes.ts';
import { generatorFor } from '../../shared/numbers/random.ts';
import type { TrainSpec } from '../../shared/specs/training.ts';
import type { Mask, Tensor, Weights } from '../../shared/tensors/tensors.ts';
import type { Engine, Samples, TrainInput } from '../engine.ts';
import { numericsOf } from '../numerics.ts';

/** No multiples of any kernel's block; wide enough for the widest ones, 192 inputs and 48 outputs, and for what they leave over. */
const sizes = [213, 77, 53, 5] as const;
const samples = 150;
const densities = [1, 0.6, 0.2] as const;

/** Numbers in 0..1. */
function uniform(...role: readonly string[]): () => number {
  const generator = generatorFor('self-test', ...role);
  return () => (generator.next() >>> 8) / 16777216;
}

function tinyNetwork(): Network {
  const layers = sizes.slice(1).map((outputs, place): DenseLayer => {
    const activation = place === 2 ? 'none' : 'relu';
    return { kind: 'dense', name: `fc${String(place + 1)}`, inputs: sizes[place] ?? 0, outputs, activation };
  });
  return { inputShape: [sizes[0]], classes: sizes[3], layers };
}

function tensorsOf(network: Network): Weights {
  const tensor = (name: string, shape: readonly number[]): [string, Tensor] => {
    const draw = uniform(name);
    return [name, { shape, data: Float32Array.from({ length: productOf(shape) }, () => draw() - 0.5) }];
  };
  return new Map(
    network.layers.flatMap((layer) =>
      layer.kind === 'dense' ? [tensor(weightName(layer), [layer.outputs, layer.inputs]), tensor(biasName(layer), [layer.outputs])] : [],
    ),
  );
}

function maskOf(weights: Weights, density: number): Mask | null {
  if (density === 1) return null;
  const prunable = [...weights].filter(([, { shape }]) => shape.length === 2);
  return new Map(
    prunable.map(([name, { shape, data }]) => {
      const draw = uniform(name, 'mask');
      return [name, { shape, data: Uint8Array.from(data, () => (draw() < density ? 1 : 0)) }];
    }),
  );
}

/** Mostly zeros for the paths that skip them, or none. */
function tinySamples(zeros: number): Samples {
  const draw = uniform('samples');
  const values = Uint8Array.from({ length: samples * sizes[0] }, () => (draw() < zeros ? 0 : 1 + Math.floor(draw() * 255)));
  return { count: samples, sampleShape: [sizes[0]], values, labels: Uint8Array.from({ length: samples }, (_, n) => n % sizes[3]) };
}

const range = (first: number, end: number): Uint32Array => Uint32Array.from({ length: end - first }, (_, n) => first + n);

function tinySpec(network: Network): TrainSpec {
  return {
    operation: 'train',
    engine: 'wasm',
    numerics: numericsOf(network),
    network,
    dataset: { fingerprint: '' },
    normalization: { kind: 'training-part' },
    validationSize: 50,
    dataOrderSeed: 'self-test',
    splitSeed: 'self-test',
    weights: '',
    mask: null,
    optimizer: { name: 'adam', learningRate: 0.01, momentum: 0.9, weightDecay: 0 },
    batchSize: 60,
    iterations: 3,
    evaluateEvery: 1,
    testEvaluation: 'every',
    trainingEvaluation: 'end',
    snapshots: [],
  };
}

function tinyInput(density: number, zeros: number): TrainInput {
  const network = tinyNetwork();
  const weights = tensorsOf(network);
  const pool = tinySamples(zeros);
  const parts = { trainingIndices: range(0, 100), validationIndices: range(100, samples) };
  const data = { pool, test: pool, ...parts, mean: [0.2], standardDeviation: [0.3] };
  return { spec: tinySpec(network), data, weights, mask: maskOf(weights, density) };
}

/** FNV-1a over bytes. */
function hashed(bytes: Uint8Array, start: number): number {
  return bytes.reduce((hash, byte) => Math.imul(hash ^ byte, 16777619) >>> 0, start);
}

/** Weights and losses of all paths. NaN where a training did not finish. */
export function selfTestBits(engine: Engine): number {
  let hash = 2166136261;
  for (const zeros of [0.8, 0])
    for (const density of densities) {
      const outcome = engine.train(tinyInput(density, zeros), { shouldStop: () => false });
      if (outcome.kind !== 'finished') return NaN;
      for (const { data } of outcome.weights.values()) hash = hashed(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), hash);
      const losses = outcome.evaluations.flatMap(({ validationLoss, testLoss, trainingLoss }) => [
        validationLoss,
        testLoss ?? 0,
        trainingLoss ?? 0,
      ]);
      hash = hashed(new Uint8Array(Float64Array.from(losses).buffer), hash);
    }
  return hash;
}

/** The number that `selfTestBits` gives under the current `numericsOf`; `npm run write-bits` sets it after a change. */
export const expectedBits = 1016606820;
