/** Every engine offers three pure operations: train, evaluate, gradients. */
import type { Network } from '../shared/network/network.ts';
import type { GradientLoss } from '../shared/specs/gradients.ts';
import type { Samples } from '../shared/specs/samples.ts';
import type { Evaluation, TrainSpec } from '../shared/specs/training.ts';
import type { Mask, Weights } from '../shared/tensors/tensors.ts';
import type { OptimizerState } from './training-session.ts';
import type { Words } from '../shared/text/told.ts';

export type { Samples } from '../shared/specs/samples.ts';

/** Parts of a training, already split; indices point into `pool`. */
export interface TrainingData {
  readonly pool: Samples;
  readonly trainingIndices: Uint32Array;
  readonly validationIndices: Uint32Array;
  readonly test: Samples;
  /** Per channel; applied as (value * scale - mean) / standardDeviation, scale 1/255 for bytes and 1 for floats. */
  readonly mean: readonly number[];
  readonly standardDeviation: readonly number[];
}

/** State between two iterations: enough to go on bit for bit. */
export interface EngineCheckpoint {
  /** Finished iterations. */
  readonly iteration: number;
  readonly weights: Weights;
  /** Optimiser slots by tensor name in PyTorch layout: 'adam.m', 'adam.v' or 'momentum.v'. */
  readonly slots: ReadonlyMap<string, Weights>;
  /** Running products of Adam's betas (f64). */
  readonly betaProducts: readonly [number, number];
  readonly evaluations: readonly Evaluation[];
  /** Snapshots taken so far, by iteration. */
  readonly snapshots: ReadonlyMap<number, Weights>;
}

export interface TrainInput {
  readonly spec: TrainSpec;
  readonly data: TrainingData;
  readonly weights: Weights;
  readonly mask: Mask | null;
  /** The state that the optimiser starts with; absent for a new one. The spec holds its hash. */
  readonly optimizerState?: OptimizerState;
  readonly resumeFrom?: EngineCheckpoint;
}

export interface TrainHooks {
  /** Read between steps and between groups of an evaluation. True stops the training at once: 'stopped' with a checkpoint. */
  shouldStop(): boolean;
  /** Called after every evaluation, in order. */
  onEvaluation?(evaluation: Evaluation): void;
  /** Called about ten times a second with the number of finished iterations. */
  onProgress?(iteration: number): void;
  /** Called between steps; return true to be given a checkpoint through `onCheckpoint`. */
  wantsCheckpoint?(): boolean;
  onCheckpoint?(checkpoint: EngineCheckpoint): void;
}

export type TrainOutcome =
  | {
      readonly kind: 'finished';
      readonly weights: Weights;
      readonly evaluations: readonly Evaluation[];
      readonly snapshots: ReadonlyMap<number, Weights>;
      /** Where the spec asks for it. */
      readonly optimizerState?: OptimizerState;
    }
  | { readonly kind: 'stopped'; readonly checkpoint: EngineCheckpoint }
  /** Non-finite loss: where, and the likely cause in words with a remedy. */
  | { readonly kind: 'diverged'; readonly iteration: number; readonly reason: Words };

export interface EvaluateInput {
  readonly network: Network;
  readonly weights: Weights;
  readonly samples: Samples;
  readonly mean: readonly number[];
  readonly standardDeviation: readonly number[];
}

export interface GradientsInput extends EvaluateInput {
  readonly mask: Mask | null;
  /** 'cross-entropy' where absent. */
  readonly loss?: GradientLoss;
}

export interface Engine {
  readonly name: 'wasm' | 'tfjs' | 'reference';
  train(input: TrainInput, hooks: TrainHooks): TrainOutcome;
  evaluate(input: EvaluateInput): { readonly loss: number; readonly accuracy: number };
  /** Gradient of the mean loss over the samples; 0 where pruned. As in an evaluation: no dropout, running statistics. */
  gradients(input: GradientsInput): Weights;
}

/** An engine whose numbers lie on a device: the same operations, each of which is waited for. */
export interface DeviceEngine {
  readonly name: Engine['name'];
  /** The device and its driver in words. */
  readonly device: string;
  train(input: TrainInput, hooks: TrainHooks): Promise<TrainOutcome>;
  evaluate(input: EvaluateInput): Promise<ReturnType<Engine['evaluate']>>;
  gradients(input: GradientsInput): Promise<Weights>;
}
