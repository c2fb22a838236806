/** Everything a run works with, once the data are loaded. */
import type { ExperimentPlan } from '../../lottery/plan/plan.ts';
import type { Dataset } from '../../shared/specs/samples.ts';
import { beginRecord } from './begin-record.ts';
import { DatasetCache } from './dataset-cache.ts';
import { Journal } from './journal.ts';
import type { ThreadPool } from '../threads/thread-pool.ts';
import { prepare } from './prepare.ts';
import type { Prepared } from './prepare.ts';
import { ProgressMeter } from './progress-meter.ts';
import type { RunContext } from './run-context.ts';
import { RunReport } from './run-report.ts';
import { startPool } from './start-pool.ts';
import { saySize } from './say-size.ts';
import type { StopSwitch } from './stop-switch.ts';
import { StoredWork } from '../work/stored-work.ts';
import type { Flights } from '../work/stored-work.ts';

export interface Bench {
  readonly dataset: Dataset;
  readonly plan: ExperimentPlan;
  readonly journal: Journal;
  readonly pool: ThreadPool;
  readonly report: RunReport;
  readonly work: StoredWork;
}

function journalOf({ order, folder, lock, earlier }: RunContext, { plan, engine, dataset }: Prepared): Journal {
  if (!order.retrain) return new Journal(beginRecord(order, plan, dataset.fingerprint, earlier, engine), folder, lock);
  // A retraining changes nothing of its experiment.
  if (!earlier) throw new Error(`There is no experiment "${order.experiment}" whose tickets could be trained again.`);
  return new Journal(earlier, folder, lock);
}

/** A pool of this experiment alone. */
function ownPool({ order, files }: RunContext, { plan, datasets, roles }: Prepared, stop: StopSwitch): ThreadPool {
  const needs = [{ network: plan.network, datasets, training: order.config.training, trainings: roles.length, engine: plan.engine.engine }];
  const pool = startPool(order, files, { needs, stopFlag: stop.flag });
  stop.onStop(() => pool.close());
  return pool;
}

/** What the experiments of a sweep work with together. */
export interface SharedMeans {
  readonly datasets: DatasetCache;
  readonly pool: ThreadPool;
  readonly flights: Flights;
}

/** @throws DataError, PlanError, or whatever the user must be told. */
export async function makeBench(context: RunContext, stop: StopSwitch, shared?: SharedMeans): Promise<Bench> {
  const { order, store } = context;
  const { config, retrain, keepControlWeights } = order;
  const prepared = await prepare(context, stop, shared?.datasets ?? new DatasetCache());
  const { dataset, plan, roles } = prepared;
  const journal = journalOf(context, prepared);
  const pool = shared?.pool ?? ownPool(context, prepared, stop);
  if (!shared) await saySize(context, prepared, pool.size);
  const iterations = retrain?.change.iterations ?? config.training.iterations;
  const meter = new ProgressMeter({ roles, rounds: plan.rounds, iterations, workers: pool.size });
  const report = new RunReport(context, journal, meter, stop);
  const options = { keepControlWeights, lastRound: plan.pruning.schedule === 'one-shot' ? 1 : plan.rounds };
  return { dataset, plan, journal, pool, report, work: new StoredWork(store, pool, options, report, shared?.flights) };
}
