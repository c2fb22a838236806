/** Takes the lock and reads what is there: whatever is in the way is said before anything begins. */
import type { RunRequest } from '../../../shared/channel/runner-protocol.ts';
import { openStore } from '../../library/store.ts';
import { afterCleanUp } from '../../lock/clean-up-lock.ts';
import { lookingHere } from '../../lock/lock-record.ts';
import { Lock } from '../../lock/lock.ts';
import type { ExperimentFolder } from '../../store/experiments/experiment-folder.ts';
import { StoreError } from '../../store/files/store-error.ts';
import { readRunFiles } from '../../threads/run-files.ts';
import { DatasetCache } from './dataset-cache.ts';
import { removeLeftovers } from './leftovers.ts';
import { loggedVoice } from './run-log.ts';
import type { RunContext, RunVoice, StopSwitch } from './run-context.ts';
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

/** What a run works with before its store is looked at. */
export interface Opening extends Pick<RunContext, 'files' | 'datasets'> {
  readonly listener: RunVoice;
  readonly signal: AbortSignal;
}

/** @param programFolder Holds the bundles. */
export async function beginOpening(programFolder: string, listener: RunVoice, { signal }: StopSwitch): Promise<Opening> {
  const files = await readRunFiles(programFolder);
  return { files, datasets: new DatasetCache(files, signal), listener, signal };
}

/** @throws RefusedError, StoreError, or what else the user must be told. */
export async function openRun(request: RunRequest, { files, datasets, listener, signal }: Opening): Promise<RunContext> {
  // Data take the longest: they are read while the store is written to.
  datasets.begin(request);
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
    return { request, files, datasets, store, folder, lock, ...(await earlierRun(request, folder, voice)), voice };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
