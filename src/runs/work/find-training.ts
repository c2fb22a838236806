/** Looks a finished training up in the store. */
import type { Trained } from '../../lottery/work.ts';
import type { Hash, TrainingRecord } from '../../shared/specs/training.ts';
import { weightsToBytes } from '../../shared/tensors/safetensors.ts';
import type { Weights } from '../../shared/tensors/tensors.ts';
import { StoreError } from '../store/files/store-error.ts';
import type { StoreFolders } from '../store/store-folders.ts';
import type { TrainingFolder } from '../store/work/training-folder.ts';
import { hashOfBytes, optimizerStateToBytes, type TensorStore } from '../store/work/tensor-store.ts';
import type { StoredRequest } from './stored-request.ts';
import type { Finished } from './training-in-folder.ts';
import { inEnglishWords } from '../../shared/text/told.ts';

function named(hash: Hash | undefined, what: string): Hash {
  if (hash === undefined) throw new RangeError(`This training was not asked for ${what}.`);
  return hash;
}

/** A finished training as the science sees it. Functions of their own, so that what is kept of a control does not hold its weights in memory. */
const inStore = (record: TrainingRecord, tensors: TensorStore): Trained => ({
  record,
  finalWeights: () => tensors.weights(record.finalWeights),
  snapshot: async (iteration) => tensors.weights(named(record.snapshots[iteration], `its weights at iteration ${String(iteration)}`)),
  optimizerState: async () => tensors.optimizerState(named(record.optimizerState, "its optimiser's state")),
});

const inMemory = (record: TrainingRecord, weights: Weights, tensors: TensorStore): Trained => ({
  ...inStore(record, tensors),
  finalWeights: () => Promise.resolve(weights),
});

// Writes a finished training to the store.

/** Names every tensor by its hash, whether it is kept or not: so two results can be compared. */
export function recordOf({ spec }: StoredRequest, finished: Finished): TrainingRecord {
  const { evaluations, weights, snapshots, optimizerState, seconds, device } = finished;
  const named = [...snapshots].map(([iteration, snapshot]) => [String(iteration), hashOfBytes(weightsToBytes(snapshot))] as const);
  const finalWeights = hashOfBytes(weightsToBytes(weights));
  const state = optimizerState && { optimizerState: hashOfBytes(optimizerStateToBytes(optimizerState)) };
  return {
    schemaVersion: 1,
    spec,
    evaluations,
    finalWeights,
    snapshots: Object.fromEntries(named),
    ...state,
    seconds,
    ...(device !== undefined && { device }),
  };
}

/** @param keepWeights Of snapshots always, since somebody asked for them; of the end only where it is wanted. */
export async function keepTraining(
  store: StoreFolders,
  request: StoredRequest,
  finished: Finished,
  keepWeights: boolean,
): Promise<Trained> {
  const { weights, snapshots, optimizerState } = finished;
  const record = recordOf(request, finished);
  if (keepWeights) await store.tensors.put(weightsToBytes(weights));
  for (const snapshot of snapshots.values()) await store.tensors.put(weightsToBytes(snapshot));
  if (optimizerState) await store.tensors.put(optimizerStateToBytes(optimizerState));
  await store.training(request.hash).finish(record);
  return keepWeights ? inMemory(record, weights, store.tensors) : inStore(record, store.tensors);
}

/**
 * For what could not be read: what is damaged or gone is made anew; what a newer program wrote stays as it is.
 * @param say Is told of what is damaged.
 * @throws `error` where it is of another kind.
 */
export function rebuildUnlessNewer(error: unknown, say?: (text: string) => void): null {
  if (!(error instanceof StoreError) || error.trouble === 'newer') throw error;
  if (error.trouble === 'damaged') say?.(`${inEnglishWords(error.finding)} It is made anew.`);
  return null;
}

/** Told of what is damaged and made anew. */
export type Say = (text: string) => void;

/**
 * A copy of the evaluations that is cut or missing is written again. Where both can be read and differ, nobody can tell which is right.
 * @returns Whether the record can be believed.
 */
async function agreesWithCopy(folder: TrainingFolder, record: TrainingRecord, say: Say): Promise<boolean> {
  const copy = await folder.copyOf(record);
  if (copy === 'contradicts')
    say(`${folder.recordFile}: is damaged, or evaluations.jsonl beside it is: they hold different evaluations. It is trained again.`);
  if (copy !== 'damaged') return copy === 'same';
  say(`${folder.evaluationsFile}: is damaged or missing. It is made anew.`);
  await folder.mendEvaluations(record);
  return true;
}

/** Whether the store still has the snapshots and the optimiser state that later rounds may be rewound to. */
async function hasAll({ tensors }: StoreFolders, { snapshots, optimizerState }: TrainingRecord): Promise<boolean> {
  const hashes = [...Object.values(snapshots), ...(optimizerState === undefined ? [] : [optimizerState])];
  return (await Promise.all(hashes.map((hash) => tensors.has(hash)))).every(Boolean);
}

/**
 * @param withWeights Whether the trained weights must be there too.
 * @returns null where it must be trained.
 * @throws StoreError where a newer program wrote it.
 */
export async function findTraining(store: StoreFolders, hash: Hash, withWeights: boolean, say: Say): Promise<Trained | null> {
  const folder = store.training(hash);
  const record = await folder.record().catch((error: unknown) => rebuildUnlessNewer(error, say));
  if (!record || !(await agreesWithCopy(folder, record, say))) return null;
  if (!(await hasAll(store, record))) {
    say(`${folder.recordFile}: weights that later rounds begin with are missing or damaged. It is trained again.`);
    return null;
  }
  if (!withWeights) return inStore(record, store.tensors);
  const weights = await store.tensors.weights(record.finalWeights).catch((error: unknown) => rebuildUnlessNewer(error, say));
  return weights && inMemory(record, weights, store.tensors);
}
