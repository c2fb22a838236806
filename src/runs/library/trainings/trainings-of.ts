/** An experiment's finished trainings, as far as its config plans them. */
import { parseRole, type TrainingId } from '../../../lottery/places/role.ts';
import { plannedRoles } from '../../../lottery/plan/planned.ts';
import { type TrainingFacts, trainingSummary } from '../../../lottery/results/training-summary.ts';
import type { Config } from '../../../shared/config/schema/schema.ts';
import type { EndedTraining } from '../../../shared/results/pruning/early-bird.ts';
import type { TrainingSummary } from '../../../shared/results/experiment.ts';
import type { Hash, TrainingRecord } from '../../../shared/specs/training.ts';
import { toldOf } from '../../../shared/text/own-words.ts';
import type { ExperimentRecord } from '../../store/experiments/experiment-record.ts';
import type { Words } from '../../../shared/text/told.ts';

/** null while a training is not finished. @throws StoreError where its file is newer or damaged. */
export type ReadTraining = (hash: Hash) => Promise<TrainingRecord | null>;

/** Returns and throws as `ReadTraining`. */
export type ReadFacts = (hash: Hash) => Promise<TrainingFacts | null>;

export interface FoundTrainings {
  readonly trainings: readonly TrainingSummary[];
  /** Why others that should be there cannot be shown; each begins with a path. */
  readonly problems: readonly Words[];
}

/** Why one that should be there cannot be shown. */
export interface Unread {
  readonly unread: Words;
}

export const unread = (error: unknown): Unread => ({ unread: toldOf(error) });

/** What was found and what could not be read, apart; null is what is not finished. */
export const sorted = <T extends object>(
  all: readonly (T | Unread | null)[],
): { readonly found: readonly T[]; readonly problems: readonly Words[] } => ({
  found: all.flatMap((one) => (one === null || 'unread' in one ? [] : [one])),
  problems: all.flatMap((one) => (one !== null && 'unread' in one ? [one.unread] : [])),
});

/** Summaries and problems apart; null is what is not finished. */
export function found(all: readonly (TrainingSummary | Unread | null)[]): FoundTrainings {
  const { found: trainings, problems } = sorted(all);
  return { trainings, problems };
}

/** Evaluations are the most of a summary, and many who read it want its numbers alone. */
export const withoutCurve = (summary: TrainingSummary): TrainingSummary => ({ ...summary, evaluations: [] });

/** A ticket's training that is shorter than the config's budget. */
function endedOf({ training, pruning }: Config, { series }: TrainingId, { spec, seconds }: TrainingFacts): EndedTraining | null {
  const { iterations: last, startIteration = 0 } = spec;
  const { iterations } = training;
  if (series !== 'ticket' || !pruning.earlyBird?.stop || last >= iterations) return null;
  return { iteration: last, iterations, secondsSaved: (seconds / (last - startIteration)) * (iterations - last) };
}

function summaryOf(place: TrainingId, hash: Hash, facts: TrainingFacts, config: Config): TrainingSummary {
  const summary = trainingSummary(place, hash, facts);
  const ended = endedOf(config, place, facts);
  // Whatever its minimum was, the rest might have had a lower one.
  return ended ? { ...summary, ended, censored: true, earlyStopBound: 'at-least' } : summary;
}

async function find(
  role: string,
  record: ExperimentRecord,
  read: ReadFacts,
  keepEvaluations: boolean,
): Promise<TrainingSummary | Unread | null> {
  const hash = record.trainings[role];
  const place = hash === undefined ? null : parseRole(role);
  if (place === null || hash === undefined) return null;
  try {
    const training = await read(hash);
    const summary = training && summaryOf(place, hash, training, record.config);
    return summary && !keepEvaluations ? withoutCurve(summary) : summary;
  } catch (error) {
    return unread(error);
  }
}

/**
 * Roles that an earlier, larger config planned stay in the record, but are not shown.
 * @param keepEvaluations False where only the numbers are wanted: evaluations of thousands of trainings fill the memory.
 */
export async function trainingsOf(record: ExperimentRecord, read: ReadFacts, keepEvaluations = true): Promise<FoundTrainings> {
  return found(await Promise.all(plannedRoles(record.config).map((role) => find(role, record, read, keepEvaluations))));
}
