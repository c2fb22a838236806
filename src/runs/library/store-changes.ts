/** What changes a store outside of runs: deletion, other names, cleaning up. Each holds a lock, so that no run begins meanwhile. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { composedName } from '../../shared/config/reading/experiment-name.ts';
import { requireHolder } from '../lock/lock-record.ts';
import { Lock } from '../lock/lock.ts';
import { RefusedError } from '../lock/refused-error.ts';
import type { ExperimentFolder, ExperimentRecord } from '../store/experiment-record.ts';
import { type Amount, collectGarbage, refuseForeignFolder } from '../store/garbage.ts';
import { removeEmptyFolder } from '../store/own-files.ts';
import { removeWithUndo } from '../store/removal.ts';
import { renameExperiment } from '../store/rename-experiment.ts';
import { refuseLinkedFolders } from '../store/store-files.ts';
import type { StoreFolders } from '../store/store-folders.ts';

/** @returns what puts it back. */
export async function deleteExperiment(store: StoreFolders, folder: ExperimentFolder, experiment: string): Promise<() => Promise<void>> {
  const holder = await requireHolder(folder.lockFile);
  if (holder) throw new RefusedError(`"${experiment}" is being run by process ${String(holder.pid)} on ${holder.host}; cancel it first.`);
  if (!existsSync(folder.folder)) return () => Promise.resolve();
  await refuseLinkedFolders(folder.recordFile);
  await refuseForeignFolder(store);
  // With its last experiment gone, an earlier version's store could no longer be told from a foreign folder.
  await store.mark();
  // A run that begins now is refused.
  const lock = await Lock.acquire(folder.lockFile, experiment);
  const putBack = await removeWithUndo(folder.folder).finally(() => lock.release());
  await removeEmptyFolder(folder.folder);
  return putBack;
}

export async function renamed(store: StoreFolders, record: ExperimentRecord, name: string): Promise<void> {
  const folder = store.experiment(record.experiment);
  const lock = await Lock.acquire(folder.lockFile, record.experiment);
  await renameExperiment(store, record, composedName(name)).finally(() => lock.release());
  await removeEmptyFolder(folder.folder);
}

async function garbageWithoutRuns(store: StoreFolders, dryRun: boolean): Promise<Amount> {
  for (const { folder, lockFile } of await store.experiments()) {
    if (await requireHolder(lockFile)) throw new RefusedError(`"${path.basename(folder)}" is running; clean up when it has ended.`);
  }
  return collectGarbage(store, dryRun);
}

export async function cleanUp(store: StoreFolders, dryRun: boolean): Promise<Amount> {
  if (dryRun) return garbageWithoutRuns(store, true);
  await refuseForeignFolder(store);
  if (!existsSync(store.folder)) return { files: 0, bytes: 0 };
  const lock = await Lock.acquire(store.cleanUpLockFile, 'Clean Up Store');
  try {
    return await garbageWithoutRuns(store, false);
  } finally {
    await lock.release();
  }
}
