import { readFile } from 'node:fs/promises';
import { isMissing } from '../store/error-code.ts';
import { isHeld } from './is-held.ts';
import { parseLock } from './lock-record.ts';
import type { LockRecord } from './lock-record.ts';
import { thisComputer } from './processes.ts';
import type { Processes } from './processes.ts';

/** null where there is no lock or the file is none. */
export async function readLock(file: string): Promise<LockRecord | null> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return '';
    throw error;
  });
  return parseLock(text);
}

/** Who holds a lock now; null for a lock that its holder has left behind. */
export async function readHolder(file: string, here: Processes = thisComputer()): Promise<LockRecord | null> {
  const lock = await readLock(file);
  return lock && isHeld(lock, here, Date.now()) ? lock : null;
}
