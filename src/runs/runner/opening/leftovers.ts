/** Half-written files that killed runs have left: removed when a run begins, so that they need not wait for a clean-up. */
import type { Store } from '../../library/store.ts';
import type { ExperimentFolder } from '../../store/experiments/experiment-folder.ts';
import { halfWritten, halfWrittenRecord, nothing, remove, unusedIn } from '../../store/files/own-files.ts';

/** Whether another process runs an experiment of the store, or might. */
async function othersRun(store: Store): Promise<boolean> {
  for (const folder of await store.experiments()) {
    const { runner, trouble } = await store.runnerAt(folder);
    if (trouble !== null || (runner && !(runner.here && runner.pid === process.pid))) return true;
  }
  return false;
}

/**
 * For the holder of the experiment's lock, before it writes anything. Shared folders are listed before the locks are read:
 * whoever is still writing a listed file holds a lock then. Trainings see to their own folders.
 */
export async function removeLeftovers(store: Store, { folder }: ExperimentFolder): Promise<void> {
  const rooms = [store.tensors.folder, store.evaluationsFolder, store.gradientsFolder];
  const own = await unusedIn(folder, halfWrittenRecord, nothing);
  const shared = (await Promise.all(rooms.map((room) => unusedIn(room, halfWritten, nothing)))).flat();
  const abandoned = shared.length > 0 && (await othersRun(store)) ? [] : shared;
  // What cannot be removed hinders nobody.
  for (const file of [...own, ...abandoned]) await remove(file).catch(() => undefined);
}
