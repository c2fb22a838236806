/** One training of one network: what it needs, what it gives. All plain data, so that it can be hashed, stored and sent. */
import type { Network } from '../network/network.ts';
import type { LearningRateSchedule } from './learning-rate-schedule.ts';

/** SHA-256 in hexadecimal. */
export type Hash = string;

export type OptimizerName = 'adam' | 'sgd' | 'momentum';

export interface OptimizerSettings {
  readonly name: OptimizerName;
  readonly learningRate: number;
  /** Only for 'momentum'. */
  readonly momentum: number;
  /** Only for 'momentum': the step looks ahead along the momentum, as PyTorch's `nesterov=True` does. */
  readonly nesterov?: true;
  /** Added to the gradient of weights, never of biases. */
  readonly weightDecay: number;
}

/** Random changes to training images; never to those of an evaluation. */
export interface Augmentation {
  /** Mirror left to right with probability 1/2. */
  readonly flip: boolean;
  /** Zeros (of the raw image) added on every side before the image's size is cut out at a random place. */
  readonly crop: number;
  readonly seed: string;
}

/** When the test set is evaluated; 'at-new-minimum' keeps the headline numbers and saves the rest. */
type TestEvaluation = 'every' | 'at-new-minimum';
type TrainingEvaluation = 'end' | 'every' | 'never';

/** A data set by what it holds: `fingerprint` is the hash of its bytes, `source` says how to load it again. */
export interface DatasetReference {
  readonly fingerprint: Hash;
}

export type Normalization =
  | { readonly kind: 'fixed'; readonly mean: readonly number[]; readonly standardDeviation: readonly number[] }
  /** Mean and standard deviation per channel of the training part. */
  | { readonly kind: 'training-part' }
  /** Mean and standard deviation per column of a table, of the training part. */
  | { readonly kind: 'per-feature' };

/** What TensorFlow.js computes with, in order of preference: a graphics card by CUDA or by WebGPU, its native library, WebAssembly, plain JavaScript. */
export const tfjsBackends = ['native-gpu', 'webgpu', 'native', 'wasm', 'cpu'] as const;
export type TfjsBackend = (typeof tfjsBackends)[number];

/** What computes; part of every spec, so that nothing is taken for what another engine would give. */
export interface EngineIdentity {
  readonly engine: 'wasm' | 'tfjs';
  /** The engine's own count of changes to its arithmetic. */
  readonly numerics: number;
  /** Of TensorFlow.js only. */
  readonly backend?: TfjsBackend;
}

/** Everything that decides a training's bits. Its canonical JSON is hashed; see `hashOf`. */
export interface TrainSpec extends EngineIdentity {
  readonly operation: 'train';
  readonly network: Network;
  readonly dataset: DatasetReference;
  readonly normalization: Normalization;
  /** Samples taken from the end of the shuffled training set; 0 is refused by the config. */
  readonly validationSize: number;
  readonly splitSeed: string;
  readonly dataOrderSeed: string;
  /** Hash of the weights the training starts from (safetensors bytes). */
  readonly weights: Hash;
  /** Hash of the mask, or null for the dense network. */
  readonly mask: Hash | null;
  readonly optimizer: OptimizerSettings;
  readonly batchSize: number;
  /** Last iteration; iterations count from 1. */
  readonly iterations: number;
  readonly evaluateEvery: number;
  readonly testEvaluation: TestEvaluation;
  readonly trainingEvaluation: TrainingEvaluation;
  /** Iterations whose weights are returned beside the final ones. */
  readonly snapshots: readonly number[];
  /** Absent: the rate is constant. */
  readonly learningRateSchedule?: LearningRateSchedule;
  /** There where the network has a dropout layer. */
  readonly dropoutSeed?: string;
  readonly augmentation?: Augmentation;
  /** Iterations that lie behind the weights it starts from: data order and count go on after it. 0 where absent. */
  readonly startIteration?: number;
  /** Hash of the optimiser state it starts with; absent for a new optimiser. */
  readonly optimizerState?: Hash;
  /** Present where the optimiser's state after the last iteration is returned too. */
  readonly returnsOptimizerState?: true;
}

/** Means over samples; accuracies are fractions 0..1. A line of evaluations.jsonl. */
export interface Evaluation {
  readonly iteration: number;
  readonly validationLoss: number;
  readonly validationAccuracy: number;
  readonly testLoss?: number;
  readonly testAccuracy?: number;
  readonly trainingLoss?: number;
  readonly trainingAccuracy?: number;
}

/** What a finished training leaves behind; tensors by hash. The body of training.json. */
export interface TrainingRecord {
  readonly schemaVersion: 1;
  readonly spec: TrainSpec;
  readonly evaluations: readonly Evaluation[];
  readonly finalWeights: Hash;
  /** iteration -> hash */
  readonly snapshots: Readonly<Record<string, Hash>>;
  /** After the last iteration, where the spec asks for it. */
  readonly optimizerState?: Hash;
  readonly seconds: number;
  /** The graphics card and its driver, where one has trained it. */
  readonly device?: string;
}

/** Iterations an epoch: the remainder that fills no batch is dropped. */
export const epochLength = (samples: number, batchSize: number): number => Math.floor(samples / batchSize);
