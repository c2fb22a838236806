/** Ten iterations that PyTorch trained too, with momentum, weight decay and one cycle of the learning rate; its figures are committed. */
import type { TrainInput } from '../../../../src/engine/engine.ts';
import type { Weights } from '../../../../src/shared/tensors/tensors.ts';
import figures from '../../../fixtures/engine/learning-rates.json' with { type: 'json' };
import { baseSpec, networkOf } from './synthetic.ts';

/** Values that look random, by a rule that the figures' program follows too. */
const values = (count: number, seed: number, scale: number): Float32Array =>
  Float32Array.from({ length: count }, (_, k) => (((k * 7919 + seed * 104729) % 1009) / 1009 - 0.5) * scale);

const firstTwelve = Uint32Array.from({ length: 12 }, (_, index) => index);

/** Every iteration sees all samples, so that their order does not matter. */
export function pytorchInput(nesterov: boolean): TrainInput {
  const pool = { count: 12, sampleShape: [4], labels: Uint8Array.from(firstTwelve, (k) => k % 3), values: values(48, 1, 2) };
  return {
    spec: {
      ...baseSpec,
      network: networkOf([4, 5, 3]),
      optimizer: { name: 'momentum', learningRate: 0.5, momentum: 0.9, ...(nesterov && { nesterov }), weightDecay: 0.01 },
      learningRateSchedule: {
        warmup: 0,
        steps: [],
        annealing: { kind: 'one-cycle', iterations: 10, form: 'cosine', rise: 0.3, start: 0.04, final: 0.000004 },
      },
      batchSize: 12,
      iterations: 10,
      evaluateEvery: 10,
    },
    data: { pool, test: pool, trainingIndices: firstTwelve, validationIndices: firstTwelve, mean: [0], standardDeviation: [1] },
    weights: new Map([
      ['fc1.weight', { shape: [5, 4], data: values(20, 2, 1) }],
      ['fc1.bias', { shape: [5], data: values(5, 3, 0.2) }],
      ['fc2.weight', { shape: [3, 5], data: values(15, 4, 1) }],
      ['fc2.bias', { shape: [3], data: values(3, 5, 0.2) }],
    ]),
    mask: null,
  };
}

/** The largest difference to the weights that PyTorch found. */
export function distanceToPytorch(weights: Weights, nesterov: boolean): number {
  const theirs: Readonly<Record<string, readonly number[]>> = figures.trainings[nesterov ? 'nesterov' : 'momentum'];
  const differences = Object.entries(theirs).flatMap(([name, tensor]) =>
    tensor.map((value, place) => Math.abs(value - (weights.get(name)?.data[place] ?? NaN))),
  );
  return Math.max(...differences);
}
