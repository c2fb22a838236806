/** A finished training as the science sees it. Functions of their own, so that what is kept of a control does not hold its weights in memory. */
import type { Trained } from '../../lottery/work.ts';
import type { Weights } from '../../shared/tensors/tensors.ts';
import type { Hash, TrainingRecord } from '../../shared/specs/training.ts';
import type { TensorStore } from '../store/tensor-store.ts';

function named(hash: Hash | undefined, what: string): Hash {
  if (hash === undefined) throw new RangeError(`This training was not asked for ${what}.`);
  return hash;
}

export const inStore = (record: TrainingRecord, tensors: TensorStore): Trained => ({
  record,
  finalWeights: () => tensors.weights(record.finalWeights),
  snapshot: async (iteration) => tensors.weights(named(record.snapshots[iteration], `its weights at iteration ${String(iteration)}`)),
  optimizerState: async () => tensors.optimizerState(named(record.optimizerState, "its optimiser's state")),
});

export const inMemory = (record: TrainingRecord, weights: Weights, tensors: TensorStore): Trained => ({
  ...inStore(record, tensors),
  finalWeights: () => Promise.resolve(weights),
});
