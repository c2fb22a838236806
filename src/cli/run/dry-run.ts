/** Plans a run without training anything. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { dataSummary } from '../../data/data-summary.ts';
import { downloadableNames } from '../../data/known/known-datasets.ts';
import { missingFiles } from '../../data/known/missing-files.ts';
import { factsOf } from '../../data/notes.ts';
import { learningRateRange, type LearningRateRange } from '../../engine/learning-rate.ts';
import { numericsOf } from '../../engine/numerics.ts';
import { experimentPlan, plannedNetwork } from '../../lottery/plan/plan.ts';
import { type PlannedRound, plannedRoles, plannedRounds } from '../../lottery/plan/planned.ts';
import { plannedTrainings } from '../../shared/config/facts/planned-trainings.ts';
import { outputUnits } from '../../lottery/plan/resolve-network.ts';
import { estimate, leftOf, standIn } from '../../runs/estimate/estimate.ts';
import { openStore, type Store } from '../../runs/library/store.ts';
import { findReadingFiles, readDataset, readModelOf } from '../../runs/reading/read-files.ts';
import { basisOf, countStored } from '../../runs/runner/opening/begin-record.ts';
import { recordOfSettings } from '../../runs/store/earlier-runs.ts';
import type { RunSize } from '../../shared/channel/runner-protocol.ts';
import { datasetPaths } from '../../shared/config/reading/rebase-dataset-paths.ts';
import { isModel } from '../../shared/config/schema/network-schema.ts';
import { criterionFacts } from '../../shared/config/schema/pruning-schema.ts';
import { type Config, usesTfjs } from '../../shared/config/schema/schema.ts';
import type { DataWarning } from '../../shared/results/data-summary.ts';
import type { LoadedConfig } from './config-file.ts';
import { programFolder } from '../installation.ts';

interface Planned {
  readonly schemaVersion: 1;
  readonly experiment: string;
  readonly rounds: readonly PlannedRound[];
}

export interface PlannedRun extends Planned, RunSize {
  /** Whole channels are pruned: rounds keep at most these weights. */
  readonly roundsAreUpperBounds?: true;
  readonly learningRate: LearningRateRange;
  /** Of the data and the network together. */
  readonly warnings: readonly DataWarning[];
  /** A data set whose facts are known without its files, which are not on this machine yet. */
  readonly toFetch: string | null;
}

/** Without the config's own files nobody can tell what a sample's shape is, nor how many weights there are. */
export interface UnreadRun extends Planned {
  readonly trainings: number;
  readonly missing: readonly string[];
}

export type DryRun = PlannedRun | UnreadRun;

export const isUnread = (plan: DryRun): plan is UnreadRun => 'missing' in plan;

export interface DryRunOptions {
  /** Past trainings in it tell how fast this machine is. */
  readonly store: string;
  readonly workers: number | null;
}

/** Files of the user's own that the config names and that are not there. */
function missingOwnFiles({ config: { dataset, network }, baseFolder }: LoadedConfig): readonly string[] {
  const named = [...(typeof dataset === 'object' ? datasetPaths(dataset) : []), ...(isModel(network) ? [network.model] : [])];
  return named.map((file) => path.resolve(baseFolder, file)).filter((file) => !existsSync(file));
}

export async function dryRun(loaded: LoadedConfig, options: DryRunOptions): Promise<DryRun> {
  const missing = missingOwnFiles(loaded);
  if (missing.length === 0) return plannedRun(loaded, options);
  const { config, experiment } = loaded;
  return { schemaVersion: 1, experiment, rounds: [], trainings: plannedTrainings(config), missing };
}

/** How many of its trainings a run with these settings has finished. */
async function storedOf(store: Store, wanted: { readonly experiment: string; readonly basis: string }, config: Config): Promise<number> {
  const record = await store
    .experiment(wanted.experiment)
    .record()
    .catch(() => null);
  const kept = await recordOfSettings(store, record, wanted).catch(() => null);
  return countStored(store, kept, plannedRoles(config));
}

async function plannedRun({ config, experiment, baseFolder }: LoadedConfig, { store, workers }: DryRunOptions): Promise<PlannedRun> {
  const files = await findReadingFiles(programFolder);
  const toFetch = downloadableNames.find((name) => name === config.dataset && missingFiles(name).length > 0) ?? null;
  const dataset =
    toFetch === null ? await readDataset(files, config.dataset, outputUnits(config.network), { baseFolder }) : standIn(config);
  const model = await readModelOf(files, config.network, dataset, { baseFolder });
  const planned = plannedNetwork({ config, dataset, model });
  const plan = experimentPlan({ config, dataset, numerics: numericsOf(planned), model });
  const { network, specDraft } = plan;
  const warnings = toFetch === null ? dataSummary(dataset, network, config.training.batchSize).warnings : [];
  const opened = openStore(store);
  const whole = estimate(config, workers, await opened.pastTrainings(), dataset, network);
  const wanted = { experiment, basis: basisOf(config, dataset.fingerprint, plan) };
  const size = usesTfjs(config) ? whole : leftOf(whole, await storedOf(opened, wanted, config));
  const rounds = plannedRounds(network, config.pruning);
  const learningRate = learningRateRange(specDraft(1));
  const bounds = criterionFacts[config.pruning.criterion].prunesChannels && ({ roundsAreUpperBounds: true } as const);
  return { schemaVersion: 1, experiment, rounds, ...bounds, learningRate, ...size, data: factsOf(dataset), warnings, toFetch };
}
