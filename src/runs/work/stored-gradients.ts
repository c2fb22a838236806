/** A gradient out of the store where it is there, else in a thread. */
import type { GradientsOrder } from '../../lottery/work.ts';
import type { GradientsSpec } from '../../shared/specs/gradients.ts';
import { hashOf } from '../../shared/specs/hash.ts';
import { maskToBytes, weightsToBytes } from '../../shared/tensors/safetensors.ts';
import type { Weights } from '../../shared/tensors/tensors.ts';
import { passOver } from './pass-over.ts';
import type { ThreadPool } from '../threads/thread-pool.ts';
import { readGradients, writeGradients } from '../store/gradients-file.ts';
import type { StoreFolders } from '../store/store-folders.ts';
import { hashOfBytes } from '../store/tensor-store.ts';
import { placeOf } from './stored-order.ts';

async function find({ tensors }: StoreFolders, file: string, hash: string): Promise<Weights | null> {
  const record = await readGradients(file, hash);
  return record && tensors.weights(record.gradients);
}

/** A single sample of ones is passed through the network faster than its gradient is read. */
const isKept = ({ input }: GradientsSpec): boolean => input.kind !== 'ones';

/** @throws WorkCancelled where the pool closes first. */
export async function storedGradients(store: StoreFolders, pool: ThreadPool, order: GradientsOrder): Promise<Weights> {
  const { role, weights, mask } = order;
  const spec: GradientsSpec = { ...order.spec, weights: hashOfBytes(weightsToBytes(weights)), mask: hashOfBytes(maskToBytes(mask)) };
  const hash = hashOf(spec);
  const file = store.gradientsFile(hash);
  const found = isKept(spec) ? await find(store, file, hash).catch((error: unknown) => passOver(error)) : null;
  if (found) return found;
  const gradients = await pool.use(placeOf(role), (thread) => thread.gradients({ spec, weights, mask }));
  if (isKept(spec))
    await writeGradients(file, { schemaVersion: 1, spec, gradients: await store.tensors.replace(weightsToBytes(gradients)) });
  return gradients;
}
