/** One training of a task: from the run's folder to the store, where it leaves what a local training leaves. */
import path from 'node:path';
import { Lock } from '../lock/lock.ts';
import { RefusedError } from '../lock/refused-error.ts';
import type { StoreFolders } from '../store/store-folders.ts';
import type { TrainingFolder } from '../store/work/training-folder.ts';
import { foreignWords, ownWords, toldOf } from '../../shared/text/own-words.ts';
import type { Hash } from '../../shared/specs/training.ts';
import { WorkCancelled } from '../../lottery/work.ts';
import type { Pace } from '../threads/messages.ts';
import type { ThreadPool } from '../threads/thread-pool.ts';
import { findTraining, keepTraining } from '../work/find-training.ts';
import { placeOf, type StoredRequest } from '../work/stored-request.ts';
import { trainInFolder, TrainingDiverged } from '../work/training-in-folder.ts';
import type { SlurmRunFolder, TaskOutcome, TaskProgress, TaskTraining } from './run-folder.ts';
import { inEnglishWords, tell } from '../../shared/text/told.ts';

/** Held by the task that carries a training out: never two at once, on whatever nodes. */
export const trainingLock = ({ folder }: TrainingFolder): string => path.join(folder, 'lock.json');

export interface TaskMeans {
  readonly run: SlurmRunFolder;
  readonly store: StoreFolders;
  readonly pool: ThreadPool;
  /** Shared with whoever tells the controller. */
  readonly progress: Record<Hash, TaskProgress[string]>;
  readonly stopped: AbortSignal;
  readonly say: (text: string) => void;
}

async function requestOf({ run }: TaskMeans, hash: Hash, { role, spec }: TaskTraining): Promise<StoredRequest> {
  const weights = await run.tensors.weights(spec.weights);
  const mask = spec.mask === null ? null : await run.tensors.mask(spec.mask);
  const state = spec.optimizerState === undefined ? undefined : await run.tensors.optimizerState(spec.optimizerState);
  return { role, place: placeOf(role), weights, mask, ...(state && { optimizerState: state }), spec, hash };
}

async function train(means: TaskMeans, hash: Hash, training: TaskTraining): Promise<void> {
  const { store, pool, progress, say } = means;
  if (await findTraining(store, hash, training.keepWeights, say)) return;
  const request = await requestOf(means, hash, training);
  const onProgress = (iteration: number, { iterations, seconds }: Pace): void => {
    progress[hash] = { iteration, iterations, seconds };
  };
  let writeFailure: unknown = null;
  const listener = { onProgress, onWriteFailure: (error: unknown) => (writeFailure = error) };
  const finished = await pool.use(request.place, (thread) => trainInFolder(thread, store.training(hash), request, listener));
  if (writeFailure !== null) throw writeFailure;
  await keepTraining(store, request, finished, training.keepWeights);
}

function outcomeOf(error: unknown): TaskOutcome {
  if (error instanceof WorkCancelled) return { kind: 'stopped', reason: '', iteration: null };
  if (error instanceof RefusedError) return { kind: 'held', reason: error.message, told: error.told, iteration: null };
  if (error instanceof TrainingDiverged) return { kind: 'diverged', reason: error.message, told: error.told, iteration: error.iteration };
  const detail = foreignWords(error);
  const told = detail === null ? toldOf(error) : tell('{0} ({1})', toldOf(error), detail);
  return { kind: 'failed', reason: inEnglishWords(told), told, iteration: null };
}

/** Never rejects: whatever happens is told. */
export async function carryOutTraining(means: TaskMeans, hash: Hash): Promise<void> {
  const { run, store, stopped, say } = means;
  let outcome: TaskOutcome = { kind: 'finished', reason: '', iteration: null };
  let lock: Lock | null = null;
  try {
    const training = await run.training(hash);
    lock = await Lock.acquire(trainingLock(store.training(hash)), training.role);
    if (stopped.aborted) throw new WorkCancelled('The task was stopped.');
    await train(means, hash, training);
  } catch (error) {
    outcome = outcomeOf(error);
  }
  await run.writeOutcome(hash, outcome).catch((error: unknown) => say(ownWords(error)));
  await lock?.release();
  say(`${hash}: ${outcome.kind}${outcome.reason === '' ? '' : `: ${outcome.reason}`}`);
}
