/** Who runs an experiment, by its lock, and how far it is. */
import { readProgress } from '../lock/live-progress.ts';
import { isHere, type LockRecord, lookAtLock } from '../lock/lock-record.ts';
import { thisComputer } from '../../data/files/processes.ts';
import type { ExperimentFolder } from '../store/experiments/experiment-folder.ts';
import type { ExperimentEntry } from './store-reader.ts';
import type { Words } from '../../shared/text/told.ts';

async function runnerOf(holder: LockRecord | null, lockFile: string): Promise<ExperimentEntry['runner']> {
  if (!holder) return null;
  return { host: holder.host, pid: holder.pid, here: isHere(holder, thisComputer()), progress: await readProgress(lockFile) };
}

/** Only a detached run leaves a lock behind that says so, and only where it was cut off. */
const cutOffOf = (left: LockRecord | null): string | null =>
  left?.detached ? `${left.host} ${String(left.pid)} ${left.startTime ?? ''} ${left.bootId ?? ''}` : null;

export interface RunnerAt {
  /** null where nobody runs it, or nobody is known to. */
  readonly runner: ExperimentEntry['runner'];
  /** Names the run that was to outlive whoever began it and was cut off; null else. */
  readonly cutOff: string | null;
  /** A sentence where the lock cannot be read; null else. */
  readonly trouble: Words | null;
}

/**
 * Looks at the lock and then reads: the record of a run that ends just now says how it has ended. Where what was read says that a run is under way and nobody
 * held the lock, one may have begun in between, so both are looked at again.
 */
export async function readWithLock<T>(
  look: () => Promise<RunnerAt>,
  read: () => Promise<T>,
  isUnderWay: (found: T) => boolean,
): Promise<{ readonly lock: RunnerAt; readonly found: T }> {
  const [lock, found] = [await look(), await read()];
  if (lock.runner !== null || !isUnderWay(found)) return { lock, found };
  return { lock: await look(), found: await read() };
}

export async function runnerAt({ lockFile }: ExperimentFolder): Promise<RunnerAt> {
  const { holder, left, trouble } = await lookAtLock(lockFile);
  return { runner: await runnerOf(holder, lockFile), cutOff: cutOffOf(left), trouble };
}
