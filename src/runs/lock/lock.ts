/**
 * One run at a time for an experiment. The lock saves work, it does not protect data:
 * every write is a rename of bits that any runner would write alike.
 */
import { link, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '../../data/files/make-folder.ts';
import { removeSeen } from '../../data/files/remove-seen.ts';
import { errorCode } from '../store/files/store-error.ts';
import { renamePatiently, temporaryName, writeAtomically, writeError } from '../store/files/write-atomically.ts';
import { removeCancelRequest } from './cancel-request.ts';
import { removeProgress } from './live-progress.ts';
import { isHere, type LockRecord, type Looking, lookingHere, readLock, sameHolder, watchedHolder } from './lock-record.ts';
import type { Processes } from '../../data/files/processes.ts';
import { RefusedError } from './refused-error.ts';
import { tell } from '../../shared/text/told.ts';

/** The experiment is being run by somebody else, who is named, with a way out. */
class LockedError extends RefusedError {
  constructor(
    experiment: string,
    readonly holder: LockRecord,
    lockFile: string,
    here: boolean,
  ) {
    const { pid, host } = holder;
    super(
      here
        ? tell('"{0}" is being run already, by process {1} on this computer. Wait for it, or cancel it.', experiment, pid)
        : tell(
            '"{0}" is being run already, by process {1} on {2}. Wait for it, or cancel it; if {2} is gone, run again in a minute, or delete {3}.',
            ...[experiment, pid, host, lockFile],
          ),
    );
  }
}

const heartbeatEvery = 5_000;

function ownRecord(here: Processes, detached: boolean): LockRecord {
  const { host, pid, bootId, pidNamespace } = here;
  const own = { schemaVersion: 1, host, pid, startTime: here.startTime(pid), bootId, pidNamespace, heartbeat: Date.now() } as const;
  return detached ? { ...own, detached } : own;
}

const mostLosses = 20;

const textOf = (record: LockRecord): string => `${JSON.stringify(record)}\n`;

/** Creates the lock whole, or not at all where one is there: false. @param losses How often a clean-up or a deletion has removed the file before it had its name. */
async function create(file: string, record: LockRecord, losses = 0): Promise<boolean> {
  const temporary = temporaryName(file);
  try {
    await makeFolder(path.dirname(file));
    await writeFile(temporary, textOf(record), { flag: 'wx' });
    await link(temporary, file);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    if (errorCode(error) === 'ENOENT' && losses < mostLosses) return await create(file, record, losses + 1);
    if (['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK'].includes(errorCode(error) ?? '')) return createWithoutLinks(file, record);
    throw writeError(file, error);
  } finally {
    // What stays of it is garbage, and known as such.
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

async function createWithoutLinks(file: string, record: LockRecord): Promise<boolean> {
  try {
    await writeFile(file, textOf(record), { flag: 'wx' });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw writeError(file, error);
  }
}

/** Removes what nobody holds, unless another process has removed it meanwhile and taken its place. @throws StoreError where it cannot be removed. */
async function removeLeft(file: string, left: LockRecord | null): Promise<void> {
  const isLeft = async (aside: string): Promise<boolean> => {
    const now = await readLock(aside);
    return now === null || (left !== null && textOf(now) === textOf(left));
  };
  await removeSeen(file, temporaryName(file), isLeft, renamePatiently).catch((error: unknown) => {
    throw writeError(file, error);
  });
}

export interface Acquiring extends Looking {
  /** Stops the waiting for a holder that may be gone. */
  readonly signal?: AbortSignal;
  /** The holder goes on without whoever has begun it. */
  readonly detached?: boolean;
}

export class Lock {
  private timer: NodeJS.Timeout | null = null;
  private beating: Promise<void> = Promise.resolve();
  /** Called once when the lock is no longer this process's: taken over, or deleted. */
  onLost: (() => void) | null = null;

  private constructor(
    readonly file: string,
    readonly record: LockRecord,
  ) {}

  /** Waits for up to a minute where only the heartbeat can tell. @throws RefusedError while somebody else holds it, or where it is no file that can be read; what a dead process left, and garbage, is taken over. */
  static async acquire(
    file: string,
    experiment: string,
    { signal, detached = false, ...looking }: Acquiring = lookingHere(),
  ): Promise<Lock> {
    const { here } = looking;
    const record = ownRecord(here, detached);
    while (!(await create(file, record))) {
      // What cannot be read is refused by the next look.
      const left = await readLock(file).catch(() => null);
      const holder = await watchedHolder(file, looking, signal);
      if (holder) throw new LockedError(experiment, holder, file, isHere(holder, here));
      await removeLeft(file, left);
    }
    const lock = new Lock(file, record);
    const now = await readLock(file);
    if (now && !sameHolder(now, record)) throw new LockedError(experiment, now, file, isHere(now, here));
    lock.timer = setInterval(() => {
      lock.beating = lock.beat();
    }, heartbeatEvery).unref();
    return lock;
  }

  async isMine(): Promise<boolean> {
    // A file system that stumbles has not given the lock to anybody.
    const now = await readLock(this.file).catch(() => this.record);
    return now !== null && sameHolder(now, this.record);
  }

  async release(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.beating;
    if (!(await this.isMine())) return;
    await removeProgress(this.file);
    await removeCancelRequest(this.file);
    await rm(this.file, { force: true });
  }

  private async beat(): Promise<void> {
    if (!(await this.isMine())) return this.lose();
    // A full disk is no reason to give up: the writes that matter will say so.
    await writeAtomically(this.file, textOf({ ...this.record, heartbeat: Date.now() }), { durable: false }).catch(() => undefined);
  }

  private lose(): void {
    if (this.timer) clearInterval(this.timer);
    this.onLost?.();
    this.onLost = null;
  }
}
