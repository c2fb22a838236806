/** Who runs an experiment, by its lock, and how far it is. */
import { readProgress } from '../lock/live-progress.ts';
import { isHere, type LockRecord, lookAtLock, readLock } from '../lock/lock-record.ts';
import { thisComputer } from '../../data/files/processes.ts';
import type { ExperimentFolder } from '../store/experiment-record.ts';
import type { ExperimentEntry } from './store-reader.ts';

async function runnerOf(holder: LockRecord | null, lockFile: string): Promise<ExperimentEntry['runner']> {
  if (!holder) return null;
  return { host: holder.host, pid: holder.pid, here: isHere(holder, thisComputer()), progress: await readProgress(lockFile) };
}

/** Only a detached run leaves a lock behind that says so, and only where it was cut off. */
export async function cutOffAt({ lockFile }: ExperimentFolder): Promise<Pick<ExperimentEntry, 'cutOff'>> {
  const lock = await readLock(lockFile).catch(() => null);
  return lock?.detached ? { cutOff: `${lock.host} ${String(lock.pid)} ${lock.startTime ?? ''} ${lock.bootId ?? ''}` } : {};
}

export interface RunnerAt {
  /** null where nobody runs it, or nobody is known to. */
  readonly runner: ExperimentEntry['runner'];
  /** A sentence where the lock cannot be read; null else. */
  readonly trouble: string | null;
}

export async function runnerAt({ lockFile }: ExperimentFolder): Promise<RunnerAt> {
  const { holder, trouble } = await lookAtLock(lockFile);
  return { runner: await runnerOf(holder, lockFile), trouble };
}
