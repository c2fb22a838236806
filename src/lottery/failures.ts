/** Failures of trainings: an experiment finishes everything else first, then reports them. */
import { toldOf } from '../shared/text/own-words.ts';
import { inEnglishWords, tell, tellList, tellSentence, ToldError, type Words } from '../shared/text/told.ts';
import { WorkCancelled } from './work.ts';

/** A training that cannot be finished; the rest of the experiment is carried out. */
export class TrainingFailed extends ToldError {
  override readonly name = 'TrainingFailed';
  /** The training's place, e.g. `trial-1/round-03/ticket`. */
  readonly role: string;

  constructor(role: string, reason: Words, options?: ErrorOptions) {
    super(tellList([role, reason], ': '), options);
    this.role = role;
  }
}

/** The failure of a training's work, which names the training where the reason does not yet. */
export function failureOf(role: string, reason: unknown): WorkCancelled | TrainingFailed {
  if (reason instanceof WorkCancelled || reason instanceof TrainingFailed) return reason;
  return new TrainingFailed(role, toldOf(reason), { cause: reason });
}

/** Several trainings have failed. */
class TrainingsFailed extends AggregateError {
  readonly told: Words;

  constructor(failures: readonly unknown[]) {
    const all = tellList(
      failures.map((failure) => tellSentence(toldOf(failure))),
      ' ',
    );
    const told = tell('{0} trainings failed. {1}', failures.length, all);
    super(failures, inEnglishWords(told));
    this.told = told;
  }
}

function together(reasons: readonly unknown[]): unknown {
  const failures = reasons.flatMap((reason): unknown[] => (reason instanceof AggregateError ? reason.errors : [reason]));
  return failures.length === 1 ? failures[0] : new TrainingsFailed(failures);
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
