/** The trainings of an experiment that broke down in its last run, with what was evaluated until then. */
import { parseRole } from '../../../lottery/places/role.ts';
import { plannedRoles } from '../../../lottery/plan/planned.ts';
import type { FailedTraining, TrainingSummary } from '../../../shared/results/experiment.ts';
import type { Evaluation, Hash } from '../../../shared/specs/training.ts';
import type { ExperimentRecord } from '../../store/experiments/experiment-record.ts';

/** The evaluations of a training that is not finished. */
export type ReadPartial = (hash: Hash) => Promise<readonly Evaluation[]>;

async function evaluationsOf({ trainings }: ExperimentRecord, role: string, read: ReadPartial): Promise<readonly Evaluation[]> {
  const hash = trainings[role];
  return hash === undefined ? [] : read(hash).catch(() => []);
}

/** In the order of the plan; one that is finished meanwhile has not failed. */
export async function failedTrainingsOf(
  record: ExperimentRecord,
  finished: readonly TrainingSummary[],
  read: ReadPartial,
): Promise<readonly FailedTraining[]> {
  const { failures = {} } = record;
  if (Object.keys(failures).length === 0) return [];
  const done = new Set(finished.map(({ role }) => role));
  const all = plannedRoles(record.config).map(async (role): Promise<FailedTraining[]> => {
    const [failure, place] = [failures[role], parseRole(role)];
    if (!failure || !place || done.has(role)) return [];
    return [{ ...place, role, ...failure, evaluations: await evaluationsOf(record, role, read) }];
  });
  return (await Promise.all(all)).flat();
}
