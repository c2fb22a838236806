/** What a run would do, without training anything. */
import os from 'node:os';
import path from 'node:path';
import { loadDataset } from '../data/load-dataset.ts';
import { numerics } from '../engine/numerics.ts';
import { epochSnapshots } from '../lottery/epoch-snapshots.ts';
import { experimentPlan } from '../lottery/plan.ts';
import { plannedRounds, plannedTrainings } from '../lottery/planned.ts';
import type { PlannedRound } from '../lottery/planned.ts';
import { outputUnits } from '../lottery/resolve-network.ts';
import { poolSize, threadMemoryBytes } from '../runs/pool/pool-size.ts';
import { roundCount } from '../shared/config/round-count.ts';
import type { Config } from '../shared/config/schema.ts';
import type { LoadedConfig } from './config-file.ts';
import { builtInDataFolder } from './installation.ts';

export interface DryRun {
  readonly schemaVersion: 1;
  readonly experiment: string;
  readonly trainings: number;
  readonly rounds: readonly PlannedRound[];
  readonly workers: number;
  /** Upper bound; the data set, which all workers share, is not counted. */
  readonly workerMemoryBytes: number;
  /** Upper estimate: what the store grows by if nothing is there yet. */
  readonly diskBytes: number;
}

const bytesOfEvaluation = 250;
const bytesOfTraining = 4000;
const bytesOfNumber = 4;

/** Trained and initial weights as F32 and a mask byte for each weight of a ticket; weights of each epoch where masks are drawn early; text for every training. */
function diskBytes(config: Config, weights: number, trainings: number, epochs: number): number {
  const tickets = config.trials * (roundCount(config.pruning) + 1);
  const evaluations = Math.ceil(config.training.iterations / config.training.evaluateEvery);
  const tensors = (tickets * 9 + epochSnapshots(config, epochs) * bytesOfNumber) * weights;
  return tensors + trainings * (evaluations * bytesOfEvaluation + bytesOfTraining);
}

export async function dryRun({ config, experiment, path: file }: LoadedConfig, workers: number | null): Promise<DryRun> {
  const dataset = await loadDataset(config.dataset, path.dirname(file), builtInDataFolder, outputUnits(config.network));
  const { network, engine, epochEnds } = experimentPlan(config, dataset, numerics);
  const trainings = plannedTrainings(config);
  const needs = { workers, network, datasets: [dataset], training: config.training, trainings, engine: engine.engine };
  const threads = poolSize(needs, os.freemem());
  const rounds = plannedRounds(network, config.pruning);
  const disk = diskBytes(config, rounds[0]?.remainingCount ?? 0, trainings, epochEnds.length);
  return {
    schemaVersion: 1,
    experiment,
    trainings,
    rounds,
    workers: threads,
    workerMemoryBytes: threadMemoryBytes(needs),
    diskBytes: disk,
  };
}
