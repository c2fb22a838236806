/** An evaluation out of the store where it is there, else in a thread. */
import type { Evaluated, EvaluateRequest, GradientsRequest } from '../../lottery/work.ts';
import type { EvaluateSpec, EvaluationRecord } from '../../shared/specs/evaluate-work.ts';
import type { GradientsSpec } from '../../shared/specs/gradients.ts';
import { hashOf } from '../../shared/specs/hash.ts';
import { maskToBytes, weightsToBytes } from '../../shared/tensors/safetensors.ts';
import type { Weights } from '../../shared/tensors/tensors.ts';
import type { StoreFolders } from '../store/store-folders.ts';
import { hashOfBytes } from '../store/work/tensor-store.ts';
import { readEvaluation, readGradients, writeEvaluation, writeGradients } from '../store/work/work-records.ts';
import type { ThreadPool } from '../threads/thread-pool.ts';
import { rebuildUnlessNewer, type Say } from './find-training.ts';
import { placeOf } from './stored-request.ts';
import { tell, ToldError } from '../../shared/text/told.ts';

// A gradient out of the store where it is there, else in a thread.
async function find({ tensors }: StoreFolders, file: string, hash: string): Promise<Weights | null> {
  const record = await readGradients(file, hash);
  return record && tensors.weights(record.gradients);
}

/** A single sample of ones is passed through the network faster than its gradient is read. */
const isKept = ({ input }: GradientsSpec): boolean => input.kind !== 'ones';

/** @throws WorkCancelled where the pool closes first. */
export async function storedGradients(store: StoreFolders, pool: ThreadPool, request: GradientsRequest, say: Say): Promise<Weights> {
  const { role, weights, mask } = request;
  const spec: GradientsSpec = { ...request.spec, weights: hashOfBytes(weightsToBytes(weights)), mask: hashOfBytes(maskToBytes(mask)) };
  const hash = hashOf(spec);
  const file = store.gradientsFile(hash);
  const found = isKept(spec) ? await find(store, file, hash).catch((error: unknown) => rebuildUnlessNewer(error, say)) : null;
  if (found) return found;
  const gradients = await pool.use(placeOf(role), (thread) => thread.gradients({ spec, weights, mask }));
  if (isKept(spec)) await writeGradients(file, { schemaVersion: 1, spec, gradients: await store.tensors.put(weightsToBytes(gradients)) });
  return gradients;
}

/** Weights are named by their hashes, whether they are kept or not. @throws WorkCancelled where the pool closes first. */
export async function storedEvaluation(store: StoreFolders, pool: ThreadPool, request: EvaluateRequest, say: Say): Promise<Evaluated> {
  const { weights, place } = request;
  const spec: EvaluateSpec = { ...request.spec, weights: weights.map((one) => hashOfBytes(weightsToBytes(one))) };
  const hash = hashOf(spec);
  const found = await readEvaluation(store.evaluationFile(hash), hash).catch((error: unknown) => rebuildUnlessNewer(error, say));
  if (found) return { hash, record: found };
  const results = await pool.useBriefly(place, (thread) => thread.evaluate({ spec, weights }));
  // JSON has no infinity: a record of it could not be read again.
  if (!results.every(({ loss }) => Number.isFinite(loss)))
    throw new ToldError(tell('the loss is not finite: some weights or their sums are too large'));
  const record: EvaluationRecord = { schemaVersion: 1, spec, results };
  await writeEvaluation(store.evaluationFile(hash), record);
  return { hash, record };
}
