/** experiment.json at the start of a run: new, or gone on with. */
import { existsSync, statSync } from 'node:fs';
import { version } from '../../../../package.json';
import { dataSummary } from '../../../data/data-summary.ts';
import type { ExperimentPlan } from '../../../lottery/plan/plan.ts';
import type { RunRequest } from '../../../shared/channel/runner-protocol.ts';
import { isModel } from '../../../shared/config/schema/network-schema.ts';
import type { Config } from '../../../shared/config/schema/schema.ts';
import { unlessPaper } from '../../../shared/network/initialisation.ts';
import { hashOf } from '../../../shared/specs/hash.ts';
import type { Hash, Normalization } from '../../../shared/specs/training.ts';
import { weightsHash } from '../../../shared/tensors/safetensors.ts';
import { thisMachine } from '../../estimate/past-trainings.ts';
import type { ExperimentRecord } from '../../store/experiments/experiment-record.ts';
import { recordOfSettings } from '../../store/earlier-runs.ts';
import type { StoreFolders } from '../../store/store-folders.ts';
import type { Prepared } from './prepare.ts';
import type { RunContext } from './run-context.ts';
import { tell, ToldError } from '../../../shared/text/told.ts';

/** A path says nothing of what the file holds. */
const modelOf = (network: Config['network'], plan: ExperimentPlan): object =>
  isModel(network) ? { model: plan.network, given: plan.givenWeights && weightsHash(plan.givenWeights) } : {};

/** Keys that came later leave no trace where they have their defaults, so that an experiment of an earlier version goes on. */
const trainingBasis = (training: Config['training']): object => ({ ...training, nesterov: training.nesterov || undefined });

const normalizationBasis = (normalization: Normalization): Normalization | undefined =>
  normalization.kind === 'per-feature' ? normalization : undefined;

/** Another number of trials, rounds or controls, or another name, leaves every training what it is. */
export function basisOf(
  { network, initialisation, training, rewind, seed, pruning, transfer }: Config,
  fingerprint: Hash,
  plan: ExperimentPlan,
): Hash {
  const { numerics, engine, backend } = plan.engine;
  const other = engine === 'tfjs' ? { engine, backend, ...modelOf(network, plan) } : {};
  const there = transfer && { dataset: transfer.dataset, training: transfer.training };
  const { normalization } = plan.specDraft(1);
  return hashOf({
    network,
    initialisation: unlessPaper(initialisation),
    training: trainingBasis(training),
    normalization: normalizationBasis(normalization),
    rewind,
    seed,
    pruning: { ...pruning, rounds: 0 },
    transfer: there,
    fingerprint,
    numerics,
    ...other,
  });
}

const here = (): Pick<ExperimentRecord, 'versions' | 'machine'> => ({
  versions: { program: version, node: process.versions.node },
  machine: thisMachine(),
});

/** A file that was moved or renamed is the same experiment; two that are both there are not. Where a file is spelled in two ways, the file decides. */
function isOtherFile(a: string, b: string): boolean {
  const [first, second] = [a, b].map((file) => statSync(file, { throwIfNoEntry: false }));
  return first !== undefined && second !== undefined && (first.ino !== second.ino || first.dev !== second.dev);
}

/** @throws Error where another config file, which is still there, has this name and means another experiment by it. */
function refuseTwoFiles({ experiment, configPath }: RunRequest, { configPath: other }: ExperimentRecord): void {
  if (configPath === null || other === null || !isOtherFile(configPath, other)) return;
  throw new ToldError(
    tell(
      '"{0}" is the experiment of {1} already, with other settings. Give one of the two files another name, or a "name" of its own.',
      experiment,
      other,
    ),
  );
}

/** @throws Error where a run would take the place of imported tickets, which nothing could make again, or an import that of trainings. */
function refuseMixture({ experiment, imports }: RunRequest, earlier: ExperimentRecord | null): void {
  if (imports && earlier)
    throw new ToldError(tell('There is an experiment "{0}" already. Import under another name (--name), or delete it first.', experiment));
  if (!imports && earlier?.imported)
    throw new ToldError(
      tell('"{0}" holds imported tickets, which a run would replace. Give the config another name, or retrain its tickets.', experiment),
    );
}

/** What an earlier run has left of work that still belongs to the experiment. */
function pastWork(kept: ExperimentRecord | null): Pick<ExperimentRecord, 'trainings' | 'segments' | 'evaluations' | 'tickets'> {
  if (kept === null) return { trainings: {}, evaluations: {}, tickets: {} };
  const { trainings, segments, evaluations, tickets } = kept;
  return { trainings, ...(segments && { segments }), evaluations, tickets };
}

/** Its record, or the one that was kept when its settings were changed to others. @throws Error where another config file has this name. */
export async function sameSettings({ request, earlier, store }: RunContext, basis: string): Promise<ExperimentRecord | null> {
  refuseMixture(request, earlier);
  if (earlier && earlier.basis !== basis) refuseTwoFiles(request, earlier);
  return recordOfSettings(store, earlier, { experiment: request.experiment, basis });
}

/** How many of the trainings in these roles are finished. A file that is damaged is found when its turn comes. */
export function countStored(store: StoreFolders, kept: Pick<ExperimentRecord, 'trainings'> | null, roles: readonly string[]): number {
  const hashes = roles.map((role) => kept?.trainings[role]);
  return hashes.filter((hash) => hash !== undefined && existsSync(store.training(hash).recordFile)).length;
}

/** @param kept What an earlier run with these settings left: its trainings stay. */
export function beginRecord(
  { request, salvaged }: Pick<RunContext, 'request' | 'salvaged'>,
  { plan, dataset, engine: { reason, device } }: Pick<Prepared, 'plan' | 'dataset' | 'engine'>,
  basis: string,
  kept: ExperimentRecord | null,
): ExperimentRecord {
  const { experiment, config, configPath, givenSettings = [] } = request;
  const { engine, numerics, backend } = plan.engine;
  return {
    schemaVersion: 1,
    experiment,
    state: 'running',
    failure: null,
    config,
    configPath,
    ...(givenSettings.length > 0 && { givenSettings: [...givenSettings] }),
    engine: { name: engine, numerics, ...(backend && { backend, reason }), ...(device !== undefined && { device }) },
    ...here(),
    network: plan.network,
    data: dataSummary(dataset, plan.network, config.training.batchSize),
    basis,
    ...pastWork(kept),
    retrainings: kept?.retrainings ?? (salvaged?.basis === basis ? salvaged.retrainings : {}),
  };
}
