/** Prepares an experiment: reads its data and makes its plan. */
import { rolePath } from '../../../lottery/places/role.ts';
import { experimentPlan, type ExperimentPlan, plannedNetwork } from '../../../lottery/plan/plan.ts';
import { plannedRoles } from '../../../lottery/plan/planned.ts';
import { WorkCancelled } from '../../../lottery/work.ts';
import type { RunRequest } from '../../../shared/channel/runner-protocol.ts';
import type { DatasetConfig } from '../../../shared/config/schema/dataset-schema.ts';
import { ticketIdOf, type StoredTicketId } from '../../../shared/results/ticket-name.ts';
import type { Dataset } from '../../../shared/specs/samples.ts';
import { readModelOf } from '../../reading/read-files.ts';
import { chooseEngine, type EngineChoice } from './choose-engine.ts';
import type { RunContext, StopSwitch } from './run-context.ts';

/** Role of a ticket's training: `trial-1/round-05/ticket`. */
export const roleOf = (place: StoredTicketId): string => rolePath({ ...place, series: 'ticket', replicate: 0 });

const retrainedRole = (ticket: string): string => roleOf(ticketIdOf(ticket));

/** Roles of the trainings that a request may carry out. */
function rolesOf({ experiment, config, retrain, imports }: RunRequest): readonly string[] {
  if (retrain) return [retrainedRole(retrain.ticket)];
  if (!imports) return plannedRoles(config);
  return imports.train ? imports.tickets.map(({ trial, round }) => roleOf({ experiment, trial, round: round ?? 1 })) : [];
}

export interface Prepared {
  readonly dataset: Dataset;
  /** That one, and the one that tickets are transferred to. */
  readonly datasets: readonly Dataset[];
  readonly plan: ExperimentPlan;
  readonly engine: EngineChoice;
  readonly roles: readonly string[];
}

/** @throws ReadError, PlanError, or whatever the user must be told. */
export async function prepare(context: RunContext, stop: StopSwitch): Promise<Prepared> {
  const { request, files, datasets } = context;
  const { config, baseFolder } = request;
  const read = (one: DatasetConfig): Promise<Dataset> => datasets.load(one, request);
  const dataset = await read(config.dataset);
  const there = config.transfer?.dataset ? await read(config.transfer.dataset) : dataset;
  const model = await readModelOf(files, config.network, dataset, { baseFolder, signal: stop.signal });
  const engine = await chooseEngine(context, plannedNetwork({ config, dataset, model }), stop);
  if (stop.reason !== null) throw new WorkCancelled('The run was cancelled.');
  const plan = experimentPlan({ config, dataset, transferDataset: there, numerics: engine.numerics, backend: engine.backend, model });
  const roles = rolesOf(context.request);
  return { dataset, datasets: [...new Set([dataset, there])], plan, engine, roles };
}
