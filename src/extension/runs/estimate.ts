import { availableParallelism } from 'node:os';
import { epochEnds } from '../../lottery/epoch-ends.ts';
import { epochSnapshots } from '../../lottery/epoch-snapshots.ts';
import { plannedTrainings } from '../../lottery/planned.ts';
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
const bytesOfEvaluation = 200;
/** Initial and trained weights as F32 and a byte of mask. */
const bytesOfWeight = 9;
const bytesOfNumber = 4;

/** Weights of every epoch, where masks are drawn before the end; an unknown data set is taken to be as large as MNIST. */
function snapshotBytes(config: Config, weights: number): number {
  const samples = (builtInData(config.dataset)?.trainImages ?? mnistImages) - config.training.validationSize;
  return epochSnapshots(config, epochEnds(samples, config.training).length) * weights * bytesOfNumber;
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
  const { pruning, trials, training } = config;
  const { weights, multiplications } = sizeOf(config);
  const trainings = plannedTrainings(config);
  const engine = config.engine === 'tfjs' ? 'tfjs' : 'wasm';
  const own = past.filter((training) => (training.engine ?? 'wasm') === engine);
  const speed = pastSpeed(own, weights);
  const seconds = (trainingsInARow(config, trainings, workers) * trainingWork(multiplications, training)) / (speed ?? slowest[engine]);
  const lines = trainings * (training.iterations / training.evaluateEvery) * bytesOfEvaluation;
  const tickets = trials * (roundCount(pruning) + 1) * weights * bytesOfWeight;
  return { trainings, seconds, bytes: lines + tickets + snapshotBytes(config, weights), measured: speed !== null };
}
