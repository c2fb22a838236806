/** One training in progress, as the training loop drives it on any engine. */
import type { Weights } from '../shared/tensors/tensors.ts';

export type DataPart = 'training' | 'validation' | 'test';

export interface MeanResult {
  /** Mean cross-entropy over the samples. */
  readonly loss: number;
  /** Fraction 0..1. */
  readonly accuracy: number;
}

export interface OptimizerState {
  readonly slots: ReadonlyMap<string, Weights>;
  readonly betaProducts: readonly [number, number];
}

export interface TrainingSession {
  /** One iteration (from 1) on the samples with these indices; gives the mean loss before the update. */
  step(batch: Uint32Array, iteration: number): number;
  /** null if `shouldStop` said so between two groups of samples. */
  evaluate(part: DataPart, shouldStop: () => boolean): MeanResult | null;
  weights(): Weights;
  optimizerState(): OptimizerState;
}
