/**
 * experiments/<name>/cancel.json: somebody asks the holder of the lock to save and stop. A file reaches it from every process
 * that can write the store, also from another computer, and needs no signals, which Windows does not have.
 */
import { lstat, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readStoreFile } from '../store/files/store-files.ts';
import { writeAtomically } from '../store/files/write-atomically.ts';
import { lockIn, type LockRecord, type Looking, lookingHere, requireHolder, sameHolder } from './lock-record.ts';
import { RefusedError } from './refused-error.ts';
import { tell } from '../../shared/text/told.ts';

/** Milliseconds. */
const lookEvery = 500;
/** A training writes its checkpoint and its evaluations; a slow disk is given its time. */
const mostPatience = 60_000;

const cancelFile = (lockFile: string): string => path.join(path.dirname(lockFile), 'cancel.json');

const ownUser = (): number | null => process.getuid?.() ?? null;

/** Whoever may only write into a shared folder must not end the runs of others. Windows keeps no such owner. */
async function isOwn(file: string): Promise<boolean> {
  const user = ownUser();
  const { uid } = await lstat(file);
  return user === null || uid === user || uid === 0;
}

/** Whether the file asks for the end of this very holder: one that was meant for an earlier runner is none. */
async function asksFor(holder: LockRecord, lockFile: string): Promise<boolean> {
  const file = cancelFile(lockFile);
  try {
    const asked = lockIn((await readStoreFile(file, 64 * 1024)).toString('utf8'));
    return asked !== null && sameHolder(asked, holder) && (await isOwn(file));
  } catch {
    return false;
  }
}

export async function removeCancelRequest(lockFile: string): Promise<void> {
  await rm(cancelFile(lockFile), { force: true, recursive: true }).catch(() => undefined);
}

/** Calls `onCancel` once when somebody asks for it. @returns how to stop watching. */
export function watchCancelRequests(holder: LockRecord, lockFile: string, onCancel: () => void): () => void {
  let busy = false;
  const look = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    const asked = await asksFor(holder, lockFile);
    busy = false;
    if (!asked) return;
    clearInterval(timer);
    onCancel();
  };
  const timer = setInterval(() => void look(), lookEvery).unref();
  return () => clearInterval(timer);
}

async function refuseForeign(lockFile: string, experiment: string): Promise<void> {
  if (await isOwn(lockFile).catch(() => true)) return;
  if (ownUser() === 0) return;
  throw new RefusedError(tell('"{0}" is run by another user of this computer; only they can cancel it.', experiment));
}

/**
 * Asks the runner of an experiment to save and stop, and waits for its end.
 * @returns False where nobody runs it.
 * @throws RefusedError where another user runs it, or it has not ended within a minute.
 */
export async function cancelFromElsewhere(lockFile: string, experiment: string, looking: Looking = lookingHere()): Promise<boolean> {
  const holder = await requireHolder(lockFile, looking);
  if (!holder) return false;
  await refuseForeign(lockFile, experiment);
  await writeAtomically(cancelFile(lockFile), `${JSON.stringify(holder)}\n`);
  const begun = performance.now();
  while (performance.now() - begun < mostPatience) {
    const now = await requireHolder(lockFile, looking);
    if (!now || !sameHolder(now, holder)) return true;
    await sleep(lookEvery / 2);
  }
  const { pid, host } = holder;
  throw new RefusedError(
    tell('"{0}" was asked to stop and has not done so within a minute; it is run by process {1} on {2}.', experiment, pid, host),
  );
}
