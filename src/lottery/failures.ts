/** Failures of trainings: an experiment finishes everything else first, then reports them. */
import { ownWords, sentence } from '../shared/text/own-words.ts';
import { WorkCancelled } from './work.ts';

/** A training that cannot be finished; the rest of the experiment is carried out. */
export class TrainingFailed extends Error {
  override readonly name = 'TrainingFailed';
  /** The training's place, e.g. `trial-1/round-03/ticket`. */
  readonly role: string;

  constructor(role: string, reason: string, options?: ErrorOptions) {
    super(`${role}: ${reason}`, options);
    this.role = role;
  }
}

/** The failure of a training's work, which names the training where the reason does not yet. */
export function failureOf(role: string, reason: unknown): WorkCancelled | TrainingFailed {
  if (reason instanceof WorkCancelled || reason instanceof TrainingFailed) return reason;
  return new TrainingFailed(role, ownWords(reason), { cause: reason });
}

function together(reasons: readonly unknown[]): unknown {
  const failures = reasons.flatMap((reason): unknown[] => (reason instanceof AggregateError ? reason.errors : [reason]));
  if (failures.length === 1) return failures[0];
  return new AggregateError(
    failures,
    `${failures.length} trainings failed. ${failures.map((failure) => sentence((failure as Error).message)).join(' ')}`,
  );
}

/** A cancelled run has not failed. A reason that is no training's, such as a full disk, stands before those that are. */
function mostImportant(reasons: readonly unknown[]): unknown {
  return (
    reasons.find((reason) => reason instanceof WorkCancelled) ??
    reasons.find((reason) => !(reason instanceof TrainingFailed) && !(reason instanceof AggregateError)) ??
    together(reasons)
  );
}

/**
 * Waits until every promise is settled: one diverged training does not stop the others.
 * @throws WorkCancelled, or the failure, or an AggregateError of several.
 */
export async function waitForAll(promises: readonly Promise<unknown>[]): Promise<void> {
  const results = await Promise.allSettled(promises);
  const reasons = results.filter((result) => result.status === 'rejected').map((result): unknown => result.reason);
  if (reasons.length > 0) throw mostImportant(reasons);
}
