/** Writes a finished training to the store. */
import type { Trained } from '../../lottery/work.ts';
import { weightsToBytes } from '../../shared/tensors/safetensors.ts';
import type { TrainingRecord } from '../../shared/specs/training.ts';
import { optimizerStateToBytes } from '../store/optimizer-state-file.ts';
import type { StoreFolders } from '../store/store-folders.ts';
import { hashOfBytes } from '../store/tensor-store.ts';
import type { StoredOrder } from './stored-order.ts';
import { inMemory, inStore } from './trained.ts';
import type { Finished } from './training-in-folder.ts';

/** Names every tensor by its hash, whether it is kept or not: so two results can be compared. */
export function recordOf({ spec }: StoredOrder, { evaluations, weights, snapshots, optimizerState, seconds }: Finished): TrainingRecord {
  const named = [...snapshots].map(([iteration, snapshot]) => [String(iteration), hashOfBytes(weightsToBytes(snapshot))] as const);
  const finalWeights = hashOfBytes(weightsToBytes(weights));
  const state = optimizerState && { optimizerState: hashOfBytes(optimizerStateToBytes(optimizerState)) };
  return { schemaVersion: 1, spec, evaluations, finalWeights, snapshots: Object.fromEntries(named), ...state, seconds };
}

/** @param keepsWeights Of snapshots always, since somebody asked for them; of the end only where it is wanted. */
export async function keepTraining(store: StoreFolders, order: StoredOrder, finished: Finished, keepsWeights: boolean): Promise<Trained> {
  const { weights, snapshots, optimizerState } = finished;
  const record = recordOf(order, finished);
  // A file of that name would not have been trained for, had it been whole.
  if (keepsWeights) await store.tensors.replace(weightsToBytes(weights));
  for (const snapshot of snapshots.values()) await store.tensors.put(weightsToBytes(snapshot));
  if (optimizerState) await store.tensors.put(optimizerStateToBytes(optimizerState));
  await store.training(order.hash).finish(record);
  return keepsWeights ? inMemory(record, weights, store.tensors) : inStore(record, store.tensors);
}
