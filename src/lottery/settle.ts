/** Waits for everything, whatever fails: one diverged training does not stop the others. */
import { TrainingFailed } from './training-failed.ts';
import { WorkCancelled } from './work.ts';

/** A cancelled run is not a failed one; then anything that is no training's failure, such as a full disk. */
function mostImportant(reasons: readonly unknown[]): unknown {
  return (
    reasons.find((reason) => reason instanceof WorkCancelled) ??
    reasons.find((reason) => !(reason instanceof TrainingFailed) && !(reason instanceof AggregateError)) ??
    together(reasons)
  );
}

function together(reasons: readonly unknown[]): unknown {
  const failures = reasons.flatMap((reason): unknown[] => (reason instanceof AggregateError ? reason.errors : [reason]));
  if (failures.length === 1) return failures[0];
  return new AggregateError(
    failures,
    `${failures.length} trainings failed. ${failures.map((failure) => (failure as Error).message).join('. ')}`,
  );
}

/**
 * @returns When every promise is settled.
 * @throws WorkCancelled, or the failure, or an AggregateError of several; only when all are settled.
 */
export async function settleAll(promises: readonly Promise<unknown>[]): Promise<void> {
  const results = await Promise.allSettled(promises);
  const reasons = results.filter((result) => result.status === 'rejected').map((result): unknown => result.reason);
  if (reasons.length > 0) throw mostImportant(reasons);
}
