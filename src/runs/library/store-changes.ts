/** What changes a store outside of runs: deletion, other names, cleaning up. Each holds a lock, so that no run begins meanwhile. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { composedName } from '../../shared/config/facts/experiment-name.ts';
import { requireHolder } from '../lock/lock-record.ts';
import { Lock } from '../lock/lock.ts';
import { RefusedError } from '../lock/refused-error.ts';
import type { ExperimentFolder } from '../store/experiments/experiment-folder.ts';
import type { ExperimentRecord } from '../store/experiments/experiment-record.ts';
import { type Amount, collectGarbage, refuseForeignFolder } from '../store/garbage.ts';
import { removeEmptyFolder } from '../store/files/own-files.ts';
import { removeWithUndo } from '../store/experiments/removal.ts';
import { renameExperiment, requireFreeName } from '../store/rename-experiment.ts';
import { refuseLinkedFolders } from '../store/files/store-files.ts';
import type { StoreFolders } from '../store/store-folders.ts';
import { t } from '../../shared/text/language.ts';

async function holding<T>({ lockFile }: ExperimentFolder, experiment: string, action: () => Promise<T>): Promise<T> {
  const lock = await Lock.acquire(lockFile, experiment);
  return action().finally(() => lock.release());
}

/** @returns what puts it back. */
export async function deleteExperiment(store: StoreFolders, folder: ExperimentFolder, experiment: string): Promise<() => Promise<void>> {
  const holder = await requireHolder(folder.lockFile);
  if (holder) throw new RefusedError(t('"{0}" is being run by process {1} on {2}; cancel it first.', experiment, holder.pid, holder.host));
  if (!existsSync(folder.folder)) return () => Promise.resolve();
  await refuseLinkedFolders(folder.recordFile);
  await refuseForeignFolder(store);
  // With its last experiment gone, an earlier version's store could no longer be told from a foreign folder.
  await store.mark();
  // A run that begins now is refused.
  const putBack = await holding(folder, experiment, () => removeWithUndo(folder.folder));
  await removeEmptyFolder(folder.folder);
  return () => holding(folder, experiment, putBack);
}

/**
 * @param read The experiment's record, which a run may change until the lock is held.
 * @throws Error where there is no such experiment, or the new name is none or taken.
 */
export async function renamed(store: StoreFolders, experiment: string, read: () => Promise<ExperimentRecord>, name: string): Promise<void> {
  const to = composedName(name);
  // Nothing is made where there is nothing to rename.
  await read();
  requireFreeName(store, to);
  const [folder, target] = [store.experiment(experiment), store.experiment(to)];
  const rename = async (): Promise<void> => renameExperiment(store, await read(), to);
  await holding(folder, experiment, () => holding(target, to, rename)).finally(() => removeEmptyFolder(target.folder));
  await removeEmptyFolder(folder.folder);
}

async function garbageWithoutRuns(store: StoreFolders, dryRun: boolean): Promise<Amount> {
  for (const { folder, lockFile } of await store.experiments()) {
    if (await requireHolder(lockFile)) throw new RefusedError(t('"{0}" is running; clean up when it has ended.', path.basename(folder)));
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
