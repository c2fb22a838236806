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

/** There at once, or as soon as a device has handed it over. */
export type Soon<T> = T | Promise<T>;

/** A loss that is not finite, and the iteration it belongs to. */
export interface BadLoss {
  readonly iteration: number;
  readonly loss: number;
}

export interface TrainingSession {
  /** One iteration (from 1) on the samples with these indices; gives the mean loss before the update, or null where `badLoss` tells later. */
  step(batch: Uint32Array, iteration: number): number | null;
  /** The first loss that is not finite among those that are not told yet. Only of sessions whose steps tell nothing. */
  badLoss?(): Soon<BadLoss | null>;
  /** null if `shouldStop` said so between two groups of samples. */
  evaluate(part: DataPart, shouldStop: () => boolean): Soon<MeanResult | null>;
  weights(): Soon<Weights>;
  optimizerState(): Soon<OptimizerState>;
}
