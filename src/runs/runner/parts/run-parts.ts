/** Everything a run works with, once the data are loaded. */
import type { TrainingId } from '../../../lottery/places/role.ts';
import type { ExperimentPlan } from '../../../lottery/plan/plan.ts';
import type { RunRequest } from '../../../shared/channel/runner-protocol.ts';
import type { Dataset } from '../../../shared/specs/samples.ts';
import type { SlurmExecutor } from '../../slurm/executor.ts';
import type { ThreadPool } from '../../threads/thread-pool.ts';
import { placeOf } from '../../work/stored-request.ts';
import { StoredWork, type TrainingsInFlight } from '../../work/stored-work.ts';
import { basisOf, beginRecord, sameSettings } from '../opening/begin-record.ts';
import { announceEstimate, announceNotes, announcePruningEnd, announceWarnings } from './announcements.ts';
import { Journal } from './journal.ts';
import { prepare, type Prepared } from '../opening/prepare.ts';
import { type IterationRange, ProgressMeter } from './progress-meter.ts';
import type { RunContext, StopSwitch } from '../opening/run-context.ts';
import { poolFor } from './run-pool.ts';
import { RunReport } from './run-report.ts';
import { startExecutor } from './start-executor.ts';
import { tell, ToldError } from '../../../shared/text/told.ts';

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
  if (!earlier) throw new ToldError(tell('There is no experiment "{0}" whose tickets could be trained again.', request.experiment));
  return new Journal(earlier, folder, lock);
}

/** The members of a sweep share these. */
export interface SharedMeans {
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
  const prepared = await prepare(context, stop);
  announceNotes(context, prepared);
  announceWarnings(context, prepared);
  announcePruningEnd(context, prepared);
  const { dataset, plan, roles } = prepared;
  const journal = await journalOf(context, prepared);
  const started = shared ? { pool: shared.pool, measured: null } : await poolFor(context, [{ context, prepared }], stop);
  const { pool } = started;
  if (!shared) await announceEstimate(context, prepared, journal, started);
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
