/** Renames although virus scanners and indexers hold a new file open for a moment. */
import { rename as renameOnce } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from './error-code.ts';

const passing = new Set(['EPERM', 'EBUSY', 'EACCES']);
/** Milliseconds between attempts: 4 s in all, then it is no passing trouble. */
const pauses = [10, 20, 40, 80, 150, 300, 600, 1200, 1600];

/** @param rename Another one in tests. */
export async function renamePatiently(from: string, to: string, rename: typeof renameOnce = renameOnce): Promise<void> {
  for (const pause of pauses) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (!passing.has(errorCode(error) ?? '')) throw error;
      await sleep(pause);
    }
  }
  await rename(from, to);
}
