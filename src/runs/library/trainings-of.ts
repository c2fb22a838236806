/** An experiment's finished trainings, as far as its config plans them. */
import { parseRole } from '../../lottery/places/role.ts';
import { plannedRoles } from '../../lottery/plan/planned.ts';
import { trainingSummary } from '../../lottery/results/training-summary.ts';
import type { TrainingSummary } from '../../shared/results/experiment.ts';
import type { Hash, TrainingRecord } from '../../shared/specs/training.ts';
import { ownWords } from '../../shared/text/own-words.ts';
import type { ExperimentRecord } from '../store/experiment-record.ts';

/** null while a training is not finished. @throws StoreError where its file is newer or damaged. */
export type ReadTraining = (hash: Hash) => Promise<TrainingRecord | null>;

export interface FoundTrainings {
  readonly trainings: readonly TrainingSummary[];
  /** Why others that should be there cannot be shown; each begins with a path. */
  readonly problems: readonly string[];
}

/** Summaries and problems apart; null is what is not finished. */
export const found = (all: readonly (TrainingSummary | string | null)[]): FoundTrainings => ({
  trainings: all.filter((one) => typeof one === 'object').filter((one) => one !== null),
  problems: all.filter((one) => typeof one === 'string'),
});

async function find(role: string, hash: Hash | undefined, read: ReadTraining): Promise<TrainingSummary | string | null> {
  const place = parseRole(role);
  if (place === null || hash === undefined) return null;
  try {
    const record = await read(hash);
    return record && trainingSummary(place, hash, record);
  } catch (error) {
    return ownWords(error);
  }
}

/** Roles that an earlier, larger config planned stay in the record, but are not shown. */
export async function trainingsOf(record: ExperimentRecord, read: ReadTraining): Promise<FoundTrainings> {
  return found(await Promise.all(plannedRoles(record.config).map((role) => find(role, record.trainings[role], read))));
}
