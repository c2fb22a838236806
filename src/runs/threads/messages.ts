/** Messages between the pool and its threads. */
import type { EngineCheckpoint, TrainOutcome } from '../../engine/engine.ts';
import type { OptimizerState } from '../../engine/training-session.ts';
import type { Network } from '../../shared/network/network.ts';
import type { EvaluateSpec, MeanEvaluation } from '../../shared/specs/evaluate-work.ts';
import type { GradientsSpec } from '../../shared/specs/gradients.ts';
import type { Dataset } from '../../shared/specs/samples.ts';
import type { Evaluation, TfjsBackend, TrainSpec } from '../../shared/specs/training.ts';
import type { Mask, Weights } from '../../shared/tensors/tensors.ts';
import type { Words } from '../../shared/text/told.ts';

/** How often a thread hands over its state. */
export interface CheckpointRhythm {
  readonly seconds: number;
  /** For tests: after so many iterations too. */
  readonly iterations: number | null;
}

/** Given to a thread once, as its workerData. Samples and flag lie in shared memory. */
export interface ThreadData {
  /** Folder of TensorFlow.js and its files; loaded by threads that need it only. */
  readonly tfjsFolder: string;
  readonly kernels: Uint8Array;
  /** Trainings name theirs by its fingerprint. */
  readonly datasets: readonly Dataset[];
  /** One Int32; anything but 0 stops every thread within one step. */
  readonly stopFlag: SharedArrayBuffer;
  readonly rhythm: CheckpointRhythm;
}

/** The weights of an evaluation, in the spec's order. */
export interface EvaluationRequest {
  readonly spec: EvaluateSpec;
  readonly weights: readonly Weights[];
}

export interface GradientRequest {
  readonly spec: GradientsSpec;
  readonly weights: Weights;
  readonly mask: Mask;
}

/** Asks which backend of TensorFlow.js can train a network. */
export interface BackendRequest {
  readonly network: Network;
  /** In order of preference. */
  readonly candidates: readonly TfjsBackend[];
}

export interface BackendAnswer {
  /** null where none can train the network. */
  readonly backend: TfjsBackend | null;
  /** Why this one, or what each of them lacks. */
  readonly reason: Words;
  /** The graphics card and its driver, where it computes. */
  readonly device?: string;
  /** Foreign text, for the log. */
  readonly detail?: string;
}

/** Asks how fast this thread trains: the first steps of a training, whose results nobody keeps. */
export interface PaceRequest {
  /** Without an evaluation before the last of the steps. */
  readonly spec: TrainSpec;
  readonly weights: Weights;
  readonly steps: number;
}

export type ToThread =
  | { readonly kind: 'pace'; readonly request: PaceRequest }
  | { readonly kind: 'train'; readonly request: TrainingRequest }
  | { readonly kind: 'evaluate'; readonly request: EvaluationRequest }
  | { readonly kind: 'gradients'; readonly request: GradientRequest }
  | { readonly kind: 'choose-backend'; readonly request: BackendRequest };

export interface TrainingRequest {
  readonly spec: TrainSpec;
  readonly weights: Weights;
  readonly mask: Mask | null;
  /** Absent for a new optimiser. */
  readonly optimizerState?: OptimizerState;
  readonly resumeFrom: EngineCheckpoint | null;
}

/** How much this thread has done of the training at hand; what was resumed does not count. */
export interface Pace {
  readonly iterations: number;
  readonly seconds: number;
}

export type FromThread =
  | { readonly kind: 'evaluation'; readonly evaluation: Evaluation }
  | { readonly kind: 'progress'; readonly iteration: number; readonly pace: Pace }
  | { readonly kind: 'checkpoint'; readonly checkpoint: EngineCheckpoint; readonly seconds: number }
  /** The last message of a training. */
  | { readonly kind: 'outcome'; readonly outcome: TrainOutcome; readonly seconds: number; readonly device?: string }
  | { readonly kind: 'paced'; readonly seconds: number }
  | { readonly kind: 'evaluated'; readonly results: readonly MeanEvaluation[] }
  | { readonly kind: 'gradients'; readonly gradients: Weights }
  | { readonly kind: 'backend'; readonly answer: BackendAnswer }
  /** `detail` is foreign text, for the log. */
  | { readonly kind: 'error'; readonly told: Words; readonly detail: string | null };
