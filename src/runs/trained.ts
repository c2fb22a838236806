/** A finished training as the science sees it. Functions of their own, so that what is kept of a control does not hold its weights in memory. */
import type { Trained } from '../lottery/work.ts';
import type { Weights } from '../shared/tensors.ts';
import type { TrainingRecord } from '../shared/training.ts';
import type { TensorStore } from './store/tensor-store.ts';

export const inMemory = (record: TrainingRecord, weights: Weights): Trained => ({ record, finalWeights: () => Promise.resolve(weights) });

export const inStore = (record: TrainingRecord, tensors: TensorStore): Trained => ({
  record,
  finalWeights: () => tensors.weights(record.finalWeights),
});
