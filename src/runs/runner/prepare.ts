/** What an experiment needs before it can begin: its data, and its plan. */
import { experimentPlan } from '../../lottery/plan/plan.ts';
import type { ExperimentPlan } from '../../lottery/plan/plan.ts';
import { plannedRoles } from '../../lottery/plan/planned.ts';
import { outputUnits, resolveNetwork } from '../../lottery/plan/resolve-network.ts';
import { WorkCancelled } from '../../lottery/work.ts';
import type { DatasetConfig } from '../../shared/config/schema/dataset-schema.ts';
import type { Dataset } from '../../shared/specs/samples.ts';
import { chooseEngine } from './choose-engine.ts';
import type { EngineChoice } from './choose-engine.ts';
import { modelFor } from './model-for.ts';
import type { DatasetCache } from './dataset-cache.ts';
import type { RunContext } from './run-context.ts';
import { retrainedRole } from './ticket-role.ts';
import type { StopSwitch } from './stop-switch.ts';

export interface Prepared {
  readonly dataset: Dataset;
  /** That one, and the one that tickets are transferred to. */
  readonly datasets: readonly Dataset[];
  readonly plan: ExperimentPlan;
  readonly engine: EngineChoice;
  readonly roles: readonly string[];
}

/** @throws DataError, PlanError, or whatever the user must be told. */
export async function prepare(context: RunContext, stop: StopSwitch, cache: DatasetCache): Promise<Prepared> {
  const { order, files } = context;
  const { config, baseFolder, retrain } = order;
  const read = (one: DatasetConfig): Promise<Dataset> => cache.load(one, baseFolder, files.dataFolder, outputUnits(config.network));
  const dataset = await read(config.dataset);
  const there = config.transfer?.dataset ? await read(config.transfer.dataset) : dataset;
  if (stop.reason !== null) throw new WorkCancelled('The run was cancelled.');
  const model = await modelFor(config.network, baseFolder, files.tfjsFolder, dataset);
  const network = model?.network ?? resolveNetwork(config.network, dataset.train.sampleShape, dataset.classes);
  const engine = await chooseEngine(context, network);
  const plan = experimentPlan(config, dataset, engine.numerics, there, engine.backend, model);
  const roles = retrain ? [retrainedRole(retrain.ticket)] : plannedRoles(config);
  return { dataset, datasets: [...new Set([dataset, there])], plan, engine, roles };
}
