/**
 * Clean-ups and runs of a store shut each other out. Each takes its own lock first and then looks for the other's, so that
 * of two that begin at once at least one sees the other: a clean-up is refused, a run waits, since cleaning takes moments.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { requireHolder } from './lock-record.ts';
import { RefusedError } from './refused-error.ts';
import { tell } from '../../shared/text/told.ts';

/** Milliseconds. */
const lookEvery = 100;
const longest = 60_000;

/**
 * For a run that holds its own lock: resolves when nobody cleans up the store.
 * @param file The store's own lock.
 * @throws RefusedError after a minute; `signal`'s reason.
 */
export async function afterCleanUp(file: string, signal?: AbortSignal): Promise<void> {
  for (let waited = 0; ; waited += lookEvery) {
    const holder = await requireHolder(file);
    if (!holder) return;
    if (waited >= longest)
      throw new RefusedError(
        tell(
          'The store is being cleaned up by process {0} on {1}. Wait for it, or delete {2} if nobody does.',
          ...[holder.pid, holder.host, file],
        ),
      );
    await sleep(lookEvery, undefined, signal ? { signal } : {});
  }
}
