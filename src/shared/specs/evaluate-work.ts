/** One evaluation of several sets of weights: a pure operation like a training, hashed, stored and pooled alike. */
import type { Network } from '../network/network.ts';
import type { DatasetReference, EngineIdentity, Hash, Normalization } from './training.ts';

/** Everything that decides an evaluation's bits. */
export interface EvaluateSpec extends EngineIdentity {
  readonly operation: 'evaluate';
  readonly network: Network;
  readonly dataset: DatasetReference;
  readonly normalization: Normalization;
  /** They decide what normalisation by the training part means. */
  readonly validationSize: number;
  readonly splitSeed: string;
  /** The samples: the test set, or all that is held out of training: the validation part, then the test set. */
  readonly part: 'test' | 'held-out';
  /** Hashes of the weights (safetensors bytes), in the order of the results; held-out samples give two results for each. */
  readonly weights: readonly Hash[];
}

/** Means over the samples of the part; the accuracy is a fraction 0..1. */
export interface MeanEvaluation {
  readonly loss: number;
  readonly accuracy: number;
}

/** What a finished evaluation leaves behind. */
export interface EvaluationRecord {
  readonly schemaVersion: 1;
  readonly spec: EvaluateSpec;
  readonly results: readonly MeanEvaluation[];
}
