/** Looks a finished training up in the store. */
import type { Trained } from '../../lottery/work.ts';
import type { Hash, TrainingRecord } from '../../shared/specs/training.ts';
import { passOver } from './pass-over.ts';
import type { StoreFolders } from '../store/store-folders.ts';
import { inMemory, inStore } from './trained.ts';

type Say = (text: string) => void;

/** What later rounds may be rewound to. */
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
  const record = await store
    .training(hash)
    .record()
    .catch((error: unknown) => passOver(error, say));
  if (!record || !(await hasAll(store, record))) return null;
  if (!withWeights) return inStore(record, store.tensors);
  const weights = await store.tensors.weights(record.finalWeights).catch((error: unknown) => passOver(error, say));
  return weights && inMemory(record, weights, store.tensors);
}
