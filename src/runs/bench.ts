/** Everything a run works with, once the data are loaded. */
import { loadDataset } from '../data/load-dataset.ts';
import { numerics } from '../engine/numerics.ts';
import { experimentPlan } from '../lottery/plan.ts';
import type { ExperimentPlan } from '../lottery/plan.ts';
import { plannedRoles } from '../lottery/planned.ts';
import { outputUnits } from '../lottery/resolve-network.ts';
import { WorkCancelled } from '../lottery/work.ts';
import type { DatasetConfig } from '../shared/config/dataset-schema.ts';
import type { Dataset } from '../shared/samples.ts';
import { beginRecord } from './begin-record.ts';
import { Journal } from './journal.ts';
import type { ThreadPool } from './pool/thread-pool.ts';
import { ProgressMeter } from './progress/progress-meter.ts';
import { retrainedRole } from './retrain.ts';
import type { RunContext } from './run-context.ts';
import { RunReport } from './run-report.ts';
import { startPool } from './start-pool.ts';
import type { StopSwitch } from './stop-switch.ts';
import { StoredWork } from './stored-work.ts';

export interface Bench {
  readonly dataset: Dataset;
  readonly plan: ExperimentPlan;
  readonly journal: Journal;
  readonly pool: ThreadPool;
  readonly report: RunReport;
  readonly work: StoredWork;
}

function journalOf({ order, folder, lock, earlier }: RunContext, plan: ExperimentPlan, fingerprint: string): Journal {
  if (!order.retrain) return new Journal(beginRecord(order, plan, fingerprint, earlier), folder, lock);
  // A retraining changes nothing of its experiment.
  if (!earlier) throw new Error(`There is no experiment "${order.experiment}" whose tickets could be trained again.`);
  return new Journal(earlier, folder, lock);
}

function stoppablePool(
  { order, files }: RunContext,
  plan: ExperimentPlan,
  datasets: readonly Dataset[],
  stop: StopSwitch,
  trainings: number,
): ThreadPool {
  const { batchSize } = order.config.training;
  const pool = startPool(order, files, { network: plan.network, datasets, batchSize, trainings, stopFlag: stop.flag });
  stop.onStop(() => pool.close());
  return pool;
}

interface Datasets {
  readonly own: Dataset;
  /** Where tickets are transferred to: by default the same. */
  readonly there: Dataset;
}

async function load({ order, files }: RunContext, stop: StopSwitch): Promise<Datasets> {
  const { config, baseFolder } = order;
  const read = (one: DatasetConfig): Promise<Dataset> => loadDataset(one, baseFolder, files.dataFolder, outputUnits(config.network));
  const own = await read(config.dataset);
  const there = config.transfer?.dataset ? await read(config.transfer.dataset) : own;
  if (stop.reason !== null) throw new WorkCancelled('The run was cancelled.');
  return { own, there };
}

/** @throws DataError, PlanError, or whatever the user must be told. */
export async function makeBench(context: RunContext, stop: StopSwitch): Promise<Bench> {
  const { order, store } = context;
  const { config, retrain } = order;
  const { own: dataset, there } = await load(context, stop);
  const plan = experimentPlan(config, dataset, numerics, there);
  const journal = journalOf(context, plan, dataset.fingerprint);
  const roles = retrain ? [retrainedRole(retrain.ticket)] : plannedRoles(config);
  const pool = stoppablePool(context, plan, [...new Set([dataset, there])], stop, roles.length);
  const iterations = retrain?.change.iterations ?? config.training.iterations;
  const meter = new ProgressMeter({ roles, rounds: plan.rounds, iterations, workers: pool.size });
  const report = new RunReport(context, journal, meter, stop);
  const { keepControlWeights } = order;
  return {
    dataset,
    plan,
    journal,
    pool,
    report,
    work: new StoredWork(store, pool, { keepControlWeights, lastRound: plan.pruning.schedule === 'one-shot' ? 1 : plan.rounds }, report),
  };
}
