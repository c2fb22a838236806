/** An evaluation out of the store where it is there, else in a thread. */
import type { Evaluated, EvaluateOrder } from '../../lottery/work.ts';
import type { EvaluateSpec, EvaluationRecord } from '../../shared/specs/evaluate-work.ts';
import { hashOf } from '../../shared/specs/hash.ts';
import { weightsToBytes } from '../../shared/tensors/safetensors.ts';
import { passOver } from './pass-over.ts';
import type { ThreadPool } from '../threads/thread-pool.ts';
import { readEvaluation, writeEvaluation } from '../store/evaluation-file.ts';
import type { StoreFolders } from '../store/store-folders.ts';
import { hashOfBytes } from '../store/tensor-store.ts';

/** Weights are named by their hashes, whether they are kept or not. @throws WorkCancelled where the pool closes first. */
export async function storedEvaluation(store: StoreFolders, pool: ThreadPool, order: EvaluateOrder): Promise<Evaluated> {
  const { weights, place } = order;
  const spec: EvaluateSpec = { ...order.spec, weights: weights.map((one) => hashOfBytes(weightsToBytes(one))) };
  const hash = hashOf(spec);
  const found = await readEvaluation(store.evaluationFile(hash), hash).catch((error: unknown) => passOver(error));
  if (found) return { hash, record: found };
  const results = await pool.use({ ...place, series: 'dataOrder', replicate: 1 }, (thread) => thread.evaluate({ spec, weights }));
  const record: EvaluationRecord = { schemaVersion: 1, spec, results };
  await writeEvaluation(store.evaluationFile(hash), record);
  return { hash, record };
}
