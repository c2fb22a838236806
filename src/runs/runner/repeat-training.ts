/** Trains although the result is there, and compares. */
import type { TrainRequest } from '../../lottery/work.ts';
import type { Hash, TrainingRecord } from '../../shared/specs/training.ts';
import { weightsToBytes } from '../../shared/tensors/safetensors.ts';
import type { StoreFolders } from '../store/store-folders.ts';
import type { ThreadPool } from '../threads/thread-pool.ts';
import { findTraining, recordOf } from '../work/find-training.ts';
import { storedRequest, type StoredRequest } from '../work/stored-request.ts';
import type { StoredWork } from '../work/stored-work.ts';
import { finishedOrThrow, type WorkEvents } from '../work/training-in-folder.ts';

interface RepeatedTraining {
  readonly hash: Hash;
  /** null where there was nothing to compare with. */
  readonly sameBits: boolean | null;
}

interface RepeatedWork {
  readonly store: StoreFolders;
  readonly pool: ThreadPool;
  readonly work: StoredWork;
  readonly report: WorkEvents;
}

const ignore = (): void => undefined;

const sameResult = (a: TrainingRecord, b: TrainingRecord): boolean =>
  a.finalWeights === b.finalWeights && JSON.stringify(a.evaluations) === JSON.stringify(b.evaluations);

/** Beside the store's training, which stays as it is; the trained weights are kept as every retraining's are. */
async function trainAgain({ store, pool, work, report }: RepeatedWork, request: StoredRequest): Promise<TrainingRecord> {
  const { role, place } = request;
  const onProgress = report.onProgress.bind(report, role);
  const outcome = await pool.use(place, (thread) =>
    thread.train({ ...request, resumeFrom: null }, { onEvaluation: ignore, onCheckpoint: ignore, onProgress }),
  );
  const finished = finishedOrThrow(outcome);
  work.trained++;
  // It may be a control's training, whose weights nobody has kept.
  await store.tensors.put(weightsToBytes(finished.weights));
  return recordOf(request, finished);
}

export async function repeatTraining(repeated: RepeatedWork, request: TrainRequest): Promise<RepeatedTraining> {
  const { store, work, report } = repeated;
  const stored = await storedRequest(request, store.tensors);
  const known = await findTraining(store, stored.hash, false, (text) => report.onProblem(text));
  if (!known) {
    await work.train(request);
    return { hash: stored.hash, sameBits: null };
  }
  const sameBits = sameResult(known.record, await trainAgain(repeated, stored));
  report.onFinish(request.role, stored.hash, known.record);
  return { hash: stored.hash, sameBits };
}
