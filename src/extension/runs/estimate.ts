import { availableParallelism } from 'node:os';
import { plannedTrainings } from '../../lottery/planned.ts';
import { builtInData } from '../../shared/config/known-data.ts';
import { layersOf } from '../../shared/config/layers-of.ts';
import { resolveLayers } from '../../shared/config/resolve-layers.ts';
import { roundCount } from '../../shared/config/round-count.ts';
import type { Config } from '../../shared/config/schema.ts';
import { networkSize } from '../../shared/network/network-size.ts';
import type { NetworkSize } from '../../shared/network/network-size.ts';

export interface Estimate {
  readonly trainings: number;
  readonly seconds: number;
  readonly bytes: number;
}

/** Multiplications a second of one core, dense; measured low, so that the estimate is an upper bound. */
const perSecond = 1e10;
const mnist = { sampleShape: [1, 28, 28], test: 10_000 };

/** An unknown image is taken to be like MNIST's. */
function sizeOf({ network, dataset }: Config): NetworkSize {
  return networkSize({ layers: resolveLayers(layersOf(network), builtInData(dataset)?.sampleShape ?? mnist.sampleShape) });
}

function secondsOfOne({ training }: Config, multiplications: number): number {
  const evaluations = training.iterations / training.evaluateEvery;
  const steps = 3 * multiplications * training.batchSize * training.iterations;
  return (steps + multiplications * (training.validationSize + mnist.test) * evaluations) / perSecond;
}

/** How much an experiment is, before it runs: as if no training were there yet and pruning saved nothing. */
export function estimate(config: Config, workers: number | null): Estimate {
  const { pruning, trials } = config;
  const { weights, multiplications } = sizeOf(config);
  const tickets = trials * (roundCount(pruning) + 1);
  const trainings = plannedTrainings(config);
  const lines = trainings * (config.training.iterations / config.training.evaluateEvery) * 200;
  const cores = Math.min(workers ?? availableParallelism(), trainings);
  return { trainings, seconds: (trainings * secondsOfOne(config, multiplications)) / cores, bytes: lines + tickets * weights * 9 };
}
