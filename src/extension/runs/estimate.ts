import { availableParallelism } from 'node:os';
import { epochEnds } from '../../lottery/epoch-ends.ts';
import { plannedTrainings } from '../../lottery/planned.ts';
import { diskBytes } from '../../runs/disk-bytes.ts';
import type { PastTraining } from '../../runs/store-reader.ts';
import { trainingWork } from '../../runs/training-work.ts';
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
  /** Whether the time comes from what this machine has trained before; else it is an upper bound. */
  readonly measured: boolean;
}

/** Multiplications a second of one core, dense; measured low, so that the estimate is an upper bound. */
const slowest = { wasm: 1e10, tfjs: 2e8 };
const mnistShape = [1, 28, 28];
const mnistImages = 60_000;

/** Of a training; an unknown data set is taken to be as large as MNIST. */
function epochsOf({ dataset, training }: Config): number {
  return epochEnds((builtInData(dataset)?.trainImages ?? mnistImages) - training.validationSize, training).length;
}

/** An unknown image is taken to be like MNIST's. */
function sizeOf({ network, dataset }: Config): NetworkSize {
  return networkSize({ layers: resolveLayers(layersOf(network), builtInData(dataset)?.sampleShape ?? mnistShape) });
}

/** Work a second of one core in the past, of networks of this size where there are any; null without a past. */
function pastSpeed(past: readonly PastTraining[], weights: number): number | null {
  const alike = past.filter((training) => training.weights === weights);
  const used = alike.length > 0 ? alike : past;
  const seconds = used.reduce((sum, training) => sum + training.seconds, 0);
  return seconds > 0 ? used.reduce((sum, { work }) => sum + work, 0) / seconds : null;
}

/** Rounds wait for each other; what does not wait is shared among the cores. */
function trainingsInARow({ pruning }: Config, trainings: number, workers: number | null): number {
  return Math.max(roundCount(pruning) + 1, trainings / (workers ?? availableParallelism()));
}

/** How much an experiment is, before it runs, as if no training were there yet. */
export function estimate(config: Config, workers: number | null, past: readonly PastTraining[]): Estimate {
  const { training } = config;
  const { weights, multiplications } = sizeOf(config);
  const trainings = plannedTrainings(config);
  const engine = config.engine === 'tfjs' ? 'tfjs' : 'wasm';
  const own = past.filter((training) => (training.engine ?? 'wasm') === engine);
  const speed = pastSpeed(own, weights);
  const seconds = (trainingsInARow(config, trainings, workers) * trainingWork(multiplications, training)) / (speed ?? slowest[engine]);
  return { trainings, seconds, bytes: diskBytes(config, weights, epochsOf(config)), measured: speed !== null };
}
