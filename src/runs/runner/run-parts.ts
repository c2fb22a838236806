/** Everything a run works with, once the data are loaded. */
import { dataSummary } from '../../data/data-summary.ts';
import { freeBytes } from '../../data/files/limits.ts';
import { factsOf } from '../../data/notes.ts';
import type { TrainingId } from '../../lottery/places/role.ts';
import type { ExperimentPlan } from '../../lottery/plan/plan.ts';
import { plannedRounds, pruningEnd } from '../../lottery/plan/planned.ts';
import type { RunRequest } from '../../shared/channel/runner-protocol.ts';
import { isWarning, noteWords } from '../../shared/results/data-notes.ts';
import { type DataWarning, dataWarningWords } from '../../shared/results/data-summary.ts';
import { pruningEndWords } from '../../shared/results/pruning/pruning-end.ts';
import type { Dataset } from '../../shared/specs/samples.ts';
import { estimate } from '../estimate/estimate.ts';
import type { SlurmExecutor } from '../slurm/executor.ts';
import type { CheckpointRhythm } from '../threads/messages.ts';
import { type PoolNeeds, poolSize } from '../threads/pool-size.ts';
import { TrainingThread } from '../threads/thread-handle.ts';
import { ThreadPool } from '../threads/thread-pool.ts';
import { startExecutor } from './start-executor.ts';
import { placeOf } from '../work/stored-request.ts';
import { StoredWork, type TrainingsInFlight } from '../work/stored-work.ts';
import { basisOf, beginRecord, sameSettings } from './begin-record.ts';
import { Journal } from './journal.ts';
import { DatasetCache, prepare, type Prepared } from './prepare.ts';
import { type IterationRange, ProgressMeter } from './progress-meter.ts';
import type { RunFiles } from '../threads/run-files.ts';
import type { RunContext, StopSwitch } from './run-context.ts';
import { RunReport } from './run-report.ts';

/** Says how much the run is, before the first training of an experiment; one that goes on knows its pace soon. */
async function announceEstimate(
  { request, store, earlier, voice }: RunContext,
  { dataset, plan }: Prepared,
  workers: number,
): Promise<void> {
  if (request.retrain || request.imports || Object.keys(earlier?.trainings ?? {}).length > 0) return;
  const size = estimate(request.config, workers, await store.pastTrainings(), dataset, plan.network);
  voice.emit('size', { ...size, workers, data: factsOf(dataset) });
}

/** Announces the notes that were made while the data were read, before anything is trained on them. */
function announceNotes({ voice }: RunContext, { datasets }: Prepared, cache: DatasetCache): void {
  for (const note of datasets.flatMap((dataset) => cache.takeNotes(dataset)))
    voice.emit('log', { level: isWarning(note) ? 'warn' : 'info', text: noteWords(note) });
}

/** Of the data and the network together; the notes say the rest. */
function announceWarnings({ request: { config }, voice }: RunContext, { dataset, plan }: Prepared): void {
  const { warnings } = dataSummary(dataset, plan.network, config.training.batchSize);
  for (const warning of warnings.filter(({ kind }) => !saidByNotes.has(kind)))
    voice.emit('log', { level: 'warn', text: `${dataWarningWords(warning)}.` });
}

/** Rounds that prune nothing cost no time, since equal trainings run once, but nobody would look for them. */
function announcePruningEnd({ request: { config }, voice }: RunContext, { plan }: Prepared): void {
  const end = pruningEnd(plannedRounds(plan.network, config.pruning));
  if (end !== null) voice.emit('log', { level: 'warn', text: pruningEndWords(end) });
}

const saidByNotes: ReadonlySet<DataWarning['kind']> = new Set(['constant-input', 'wide-column']);

/** WT_CHECKPOINT_ITERATIONS makes tests see many checkpoints in a short training. */
function checkpointRhythm(env: NodeJS.ProcessEnv): CheckpointRhythm {
  const iterations = Number(env['WT_CHECKPOINT_ITERATIONS']);
  return { seconds: 15, iterations: Number.isInteger(iterations) && iterations > 0 ? iterations : null };
}

/** The threads of one run. */
interface PoolPlan {
  /** One entry for each experiment that shares the pool: a thread must fit each of them. */
  readonly needs: readonly Omit<PoolNeeds, 'workers'>[];
  /** Anything but 0 in it stops every thread. */
  readonly stopFlag: SharedArrayBuffer;
}

export function startPool(
  { workers: wanted, executor }: RunRequest,
  { kernels, threadCode, tfjsFolder }: RunFiles,
  plan: PoolPlan,
): ThreadPool {
  const { needs, stopFlag } = plan;
  const datasets = [...new Set(needs.flatMap((need) => need.datasets))];
  const rhythm = checkpointRhythm(process.env);
  // Jobs train: of this computer, which may be shared by many, evaluations need little.
  const workers = wanted ?? (executor?.kind === 'slurm' ? 1 : null);
  const size = needs.length === 0 ? 1 : Math.min(...needs.map((need) => poolSize({ workers, ...need }, freeBytes())));
  return new ThreadPool(size, () => new TrainingThread(threadCode, { kernels, tfjsFolder, datasets, stopFlag, rhythm }));
}

export interface RunParts {
  readonly dataset: Dataset;
  readonly plan: ExperimentPlan;
  readonly journal: Journal;
  readonly pool: ThreadPool;
  readonly report: RunReport;
  readonly work: StoredWork;
  /** null where the pool's threads train. */
  readonly executor: SlurmExecutor | null;
}

async function journalOf(context: RunContext, prepared: Prepared): Promise<Journal> {
  const { request, folder, lock, earlier } = context;
  if (!request.retrain) {
    const basis = basisOf(request.config, prepared.dataset.fingerprint, prepared.plan);
    return new Journal(beginRecord(context, prepared, basis, await sameSettings(context, basis)), folder, lock);
  }
  // A retraining changes nothing of its experiment.
  if (!earlier) throw new Error(`There is no experiment "${request.experiment}" whose tickets could be trained again.`);
  return new Journal(earlier, folder, lock);
}

/** A pool of this experiment alone. */
function ownPool({ request, files }: RunContext, { plan, datasets, roles }: Prepared, stop: StopSwitch): ThreadPool {
  const needs = [
    { network: plan.network, datasets, training: request.config.training, trainings: roles.length, engine: plan.engine.engine },
  ];
  const pool = startPool(request, files, { needs, stopFlag: stop.flag });
  stop.onStop(() => pool.close());
  return pool;
}

/** The members of a sweep share these. */
export interface SharedMeans {
  readonly datasets: DatasetCache;
  readonly pool: ThreadPool;
  readonly inFlight: TrainingsInFlight;
  readonly executor: SlurmExecutor | null;
}

/** A rewound ticket takes up the dense training where that was; a transferred one may have a budget of its own. */
function plannedIterations({ config, retrain }: RunRequest, { series, round }: TrainingId): IterationRange {
  const { training, rewind, transfer } = config;
  const isTransferred = series === 'transfer' || series === 'transferReinit';
  const own = isTransferred ? transfer?.training?.iterations : retrain?.change.iterations;
  const isRewound = series === 'ticket' && round > 0 && typeof rewind === 'object';
  return { from: isRewound ? rewind.iteration : 0, to: own ?? training.iterations };
}

/** @throws ReadError, PlanError, or whatever the user must be told. */
export async function makeRunParts(context: RunContext, stop: StopSwitch, shared?: SharedMeans): Promise<RunParts> {
  const { request, store } = context;
  const { keepControlWeights } = request;
  const cache = shared?.datasets ?? new DatasetCache(context.files, stop.signal);
  const prepared = await prepare(context, stop, cache);
  announceNotes(context, prepared, cache);
  announceWarnings(context, prepared);
  announcePruningEnd(context, prepared);
  const { dataset, plan, roles } = prepared;
  const journal = await journalOf(context, prepared);
  const pool = shared?.pool ?? ownPool(context, prepared, stop);
  if (!shared) await announceEstimate(context, prepared, pool.size);
  const executor = shared ? shared.executor : await startExecutor([context], prepared.datasets, stop);
  const trainings = new Map(roles.map((role) => [role, plannedIterations(request, placeOf(role))]));
  const meter = new ProgressMeter({
    experiment: request.experiment,
    trainings,
    rounds: plan.rounds,
    workers: pool.size,
    ...(executor && { cluster: executor }),
  });
  const report = new RunReport(context, journal, meter, stop);
  store.tensors.onRepair = (text) => report.onProblem(text);
  const lastRound = plan.pruning.schedule === 'one-shot' ? 1 : plan.rounds;
  const options = { keepControlWeights, lastRound, ...(executor && { executor }) };
  return { dataset, plan, journal, pool, report, executor, work: new StoredWork(store, pool, options, report, shared?.inFlight) };
}
