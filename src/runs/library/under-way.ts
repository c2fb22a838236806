/** The trainings of an experiment that have begun and are not finished, with what was evaluated so far. */
import { parseRole } from '../../lottery/places/role.ts';
import { plannedRounds } from '../../lottery/plan/planned.ts';
import type { LiveTraining, UnderWay } from '../../shared/results/under-way.ts';
import type { ExperimentRecord } from '../store/experiments/experiment-record.ts';
import type { ReadPartial } from './trainings/failed-trainings.ts';

/** A training is written down when it begins. @param finished Roles of trainings that are finished, or have failed. */
export async function underWay(record: ExperimentRecord, finished: readonly string[], read: ReadPartial): Promise<UnderWay> {
  const over = new Set([...finished, ...Object.keys(record.failures ?? {})]);
  const open = Object.entries(record.trainings).filter(([role]) => !over.has(role));
  const live = open.map(async ([role, hash]): Promise<LiveTraining[]> => {
    const place = parseRole(role);
    // Its file may be cut just now, or not be there yet.
    return place ? [{ ...place, role, evaluations: await read(hash).catch(() => []) }] : [];
  });
  return { live: (await Promise.all(live)).flat(), planned: plannedRounds(record.network, record.config.pruning) };
}
