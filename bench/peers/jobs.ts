/** The jobs of a peer's process; the arrays lie in raw files. */
import type { Layer } from '../../src/shared/network/network.ts';

export interface DataJob {
  readonly features: number;
  /** Shape of one sample: the features, or `[channels, height, width]`. */
  readonly shape: readonly number[];
  readonly mean: number;
  readonly deviation: number;
  readonly images: string;
  readonly labels: string;
  readonly testImages: string;
  readonly testLabels: string;
  /** Indices into the images. */
  readonly validation: string;
}

export interface TrainingJob {
  /** Units from the input to the output of fully connected networks; empty for others. */
  readonly sizes: readonly number[];
  readonly layers: readonly Layer[];
  /** Samples of one pass of an evaluation: what PyTorch is fastest with. */
  readonly evaluationBatch: number;
  /** Weights and biases of all layers, one after the other, in PyTorch's layout. */
  readonly weights: string;
  /** One byte a weight, all layers; null for the dense network. */
  readonly mask: string | null;
  /** Indices into the images, one row an iteration; begun again where they end. */
  readonly batches: string;
  readonly batchSize: number;
  readonly learningRate: number;
}

export interface ExperimentJob {
  readonly data: DataJob;
  readonly training: TrainingJob;
  /** Rounds of pruning; one training more. */
  readonly rounds: number;
  readonly rates: readonly number[];
  readonly iterations: number;
  readonly evaluateEvery: number;
}

/** One experiment; `rounds` are those of one trial. */
export interface ExperimentResult {
  readonly cpu: number;
  readonly wall: number;
  /** Peak resident set, bytes. */
  readonly memory: number;
  readonly rounds: readonly { readonly remaining: number; readonly testAccuracy: number }[];
}

export interface PeerVersions {
  readonly name: string;
  readonly version: string;
  readonly runtime: string;
  readonly details: string;
}
