/** Trainings of networks of any layers on made-up images. */
import type { TrainInput } from '../../../../src/engine/engine.ts';
import type { Network } from '../../../../src/shared/network/network.ts';
import { productOf } from '../../../../src/shared/network/shapes.ts';
import type { TrainSpec } from '../../../../src/shared/specs/training.ts';
import { baseSpec, maskFor, trainingDataFor, weightsFor } from './synthetic.ts';

export interface ImageScenario {
  readonly network: Network;
  readonly density: number | null;
  readonly count: number;
  readonly kind?: 'bytes' | 'floats';
  readonly spec?: Partial<TrainSpec>;
  readonly seed: string;
}

export function imageInputFor({ network, density, count, kind = 'bytes', spec, seed }: ImageScenario): TrainInput {
  const { inputShape, classes } = network;
  const data = trainingDataFor({ count, features: productOf(inputShape), classes, kind, zeros: 0.1 }, seed);
  const shaped = { pool: { ...data.pool, sampleShape: inputShape }, test: { ...data.test, sampleShape: inputShape } };
  const channels = inputShape.length === 3 ? (inputShape[0] ?? 1) : 1;
  const perChannel = (value: number): number[] => Array.from({ length: channels }, (_, channel) => value + 0.05 * channel);
  return {
    spec: { ...baseSpec, network, ...spec },
    data: { ...data, ...shaped, mean: perChannel(0.2), standardDeviation: perChannel(0.3) },
    weights: weightsFor(network, seed),
    mask: density === null ? null : maskFor(network, density, seed),
  };
}
