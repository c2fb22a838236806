/** Takes the lock and reads what is there: whatever is in the way is said before anything begins. */
import type { RunRequest } from '../../shared/channel/runner-protocol.ts';
import { openStore } from '../library/store.ts';
import { Lock } from '../lock/lock.ts';
import type { ExperimentFolder, ExperimentRecord } from '../store/experiment-record.ts';
import { StoreError } from '../store/store-error.ts';
import { readRunFiles, type RunContext, type RunVoice } from './run-context.ts';

/** A damaged record is not written over, but its loss costs nothing. */
async function earlierRecord(folder: ExperimentFolder): Promise<ExperimentRecord | null> {
  return folder.record().catch((error: unknown) => {
    if (!(error instanceof StoreError) || error.trouble !== 'damaged') throw error;
    throw new Error(`${error.message} Delete this file and run again: finished trainings are found in the store.`, { cause: error });
  });
}

/** @throws LockedError, StoreError, or what else the user must be told. */
export async function openRun(request: RunRequest, programFolder: string, voice: RunVoice): Promise<RunContext> {
  const files = await readRunFiles(programFolder);
  const store = openStore(request.storeFolder);
  await store.prepare();
  const folder = store.experiment(request.experiment);
  const lock = await Lock.acquire(folder.lockFile, request.experiment);
  try {
    return { request, files, store, folder, lock, earlier: await earlierRecord(folder), voice };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
