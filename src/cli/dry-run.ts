/** What a run would do, without training anything. */
import os from 'node:os';
import path from 'node:path';
import { loadDataset } from '../data/load-dataset.ts';
import { numerics } from '../engine/numerics.ts';
import { experimentPlan } from '../lottery/plan.ts';
import { plannedRounds, plannedTrainings } from '../lottery/planned.ts';
import type { PlannedRound } from '../lottery/planned.ts';
import { outputUnits } from '../lottery/resolve-network.ts';
import { diskBytes } from '../runs/disk-bytes.ts';
import { poolSize, threadMemoryBytes } from '../runs/pool/pool-size.ts';
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

export async function dryRun({ config, experiment, path: file }: LoadedConfig, workers: number | null): Promise<DryRun> {
  const dataset = await loadDataset(config.dataset, path.dirname(file), builtInDataFolder, outputUnits(config.network));
  const { network, engine, epochEnds } = experimentPlan(config, dataset, numerics);
  const trainings = plannedTrainings(config);
  const needs = { workers, network, datasets: [dataset], training: config.training, trainings, engine: engine.engine };
  const threads = poolSize(needs, os.freemem());
  const rounds = plannedRounds(network, config.pruning);
  return {
    schemaVersion: 1,
    experiment,
    trainings,
    rounds,
    workers: threads,
    workerMemoryBytes: threadMemoryBytes(needs),
    diskBytes: diskBytes(config, rounds[0]?.remainingCount ?? 0, epochEnds.length),
  };
}
