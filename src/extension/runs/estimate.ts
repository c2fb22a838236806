import { availableParallelism } from 'node:os';
import { plannedTrainings } from '../../lottery/planned.ts';
import type { Config } from '../../shared/config/schema.ts';

export interface Estimate {
  readonly trainings: number;
  readonly seconds: number;
  readonly bytes: number;
}

/** Multiplications a second of one core, dense; measured low, so that the estimate is an upper bound. */
const perSecond = 1e10;
const mnist = { inputs: 784, test: 10_000 };

/** Prunable weights, an image taken to have as many inputs as MNIST's. */
function weightsOf({ network }: Config): number {
  const units = network === 'lenet-300-100' ? [300, 100, 10] : network.layers.map((layer) => layer.units);
  return units.reduce((sum, outputs, index) => sum + outputs * (units[index - 1] ?? mnist.inputs), 0);
}

function secondsOfOne({ training }: Config, weights: number): number {
  const evaluations = training.iterations / training.evaluateEvery;
  const steps = 3 * weights * training.batchSize * training.iterations;
  return (steps + weights * (training.validationSize + mnist.test) * evaluations) / perSecond;
}

/** How much an experiment is, before it runs: as if no training were there yet and pruning saved nothing. */
export function estimate(config: Config, workers: number | null): Estimate {
  const { pruning, trials } = config;
  const weights = weightsOf(config);
  const tickets = trials * (pruning.rounds + 1);
  const trainings = plannedTrainings(config);
  const lines = trainings * (config.training.iterations / config.training.evaluateEvery) * 200;
  const cores = Math.min(workers ?? availableParallelism(), trainings);
  return { trainings, seconds: (trainings * secondsOfOne(config, weights)) / cores, bytes: lines + tickets * weights * 9 };
}
