/** Takes the lock and reads what is there: whatever is in the way is said before anything begins. */
import type { RunRequest } from '../../../shared/channel/runner-protocol.ts';
import { openStore } from '../../library/store.ts';
import { afterCleanUp } from '../../lock/clean-up-lock.ts';
import { lookingHere } from '../../lock/lock-record.ts';
import { Lock } from '../../lock/lock.ts';
import type { ExperimentFolder } from '../../store/experiments/experiment-folder.ts';
import { StoreError } from '../../store/files/store-error.ts';
import { readRunFiles } from '../../threads/run-files.ts';
import { removeLeftovers } from './leftovers.ts';
import { loggedVoice } from './run-log.ts';
import type { RunContext, RunVoice } from './run-context.ts';
import { inEnglishWords } from '../../../shared/text/told.ts';

type Earlier = Pick<RunContext, 'earlier' | 'salvaged'>;

/** A damaged record is kept under another name; only its retrainings cannot be found again by their specs. */
async function beginAnew(folder: ExperimentFolder, { finding }: StoreError, voice: RunVoice): Promise<Earlier> {
  const salvaged = await folder.salvage();
  const kept = await folder.setRecordAside();
  const count = Object.values(salvaged?.retrainings ?? {}).reduce((sum, list) => sum + list.length, 0);
  const saved = salvaged ? `, with its retrainings (${String(count)})` : '; its retrainings could not be read';
  voice.emit('log', { level: 'warn', text: `${inEnglishWords(finding)} It is made anew${saved}. The damaged file is now called ${kept}.` });
  return { earlier: null, salvaged };
}

async function earlierRun({ retrain }: RunRequest, folder: ExperimentFolder, voice: RunVoice): Promise<Earlier> {
  try {
    return { earlier: await folder.record(), salvaged: null };
  } catch (error) {
    if (retrain || !(error instanceof StoreError) || error.trouble !== 'damaged') throw error;
    return beginAnew(folder, error, voice);
  }
}

/** @throws RefusedError, StoreError, or what else the user must be told. */
export async function openRun(request: RunRequest, programFolder: string, listener: RunVoice, signal: AbortSignal): Promise<RunContext> {
  const files = await readRunFiles(programFolder);
  const store = openStore(request.storeFolder);
  await store.prepare();
  const folder = store.experiment(request.experiment);
  const detached = request.detached === true;
  // A retraining that was cut off is not gone on with, so that its lock promises nothing.
  const lock = await Lock.acquire(folder.lockFile, request.experiment, {
    ...lookingHere(),
    signal,
    detached: detached && !request.retrain,
  });
  try {
    await afterCleanUp(store.cleanUpLockFile, signal);
    await removeLeftovers(store, folder).catch(() => undefined);
    const voice = detached ? await loggedVoice(listener, folder) : listener;
    return { request, files, store, folder, lock, ...(await earlierRun(request, folder, voice)), voice };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
