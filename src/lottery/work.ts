/** The science requests trainings, evaluations and gradients of the machine. `src/runs` carries it out: in threads, from the store, resumed. */
import type { OptimizerState } from '../engine/training-session.ts';
import type { EvaluateSpec, EvaluationRecord } from '../shared/specs/evaluate-work.ts';
import type { GradientsSpec } from '../shared/specs/gradients.ts';
import type { Hash, TrainingRecord, TrainSpec } from '../shared/specs/training.ts';
import type { Mask, Weights } from '../shared/tensors/tensors.ts';
import type { TrainingId } from './places/role.ts';

/** A training by its contents; `Work` fills in the tensors' hashes. */
export interface TrainRequest {
  /** Where the training stands in its experiment, e.g. `trial-1/round-03/random-reinit-1`. */
  readonly role: string;
  readonly spec: Omit<TrainSpec, 'weights' | 'mask' | 'optimizerState'>;
  readonly weights: Weights;
  /** null for the dense network. */
  readonly mask: Mask | null;
  /** Absent for a new optimiser. */
  readonly optimizerState?: OptimizerState;
  /** Somebody needs the trained weights, also when the training is found. */
  readonly keepWeights?: boolean;
  /** From 1, where this is only a part of the training that has the role. */
  readonly segment?: number;
}

/** An evaluation of several sets of weights; `Work` fills in their hashes. */
export interface EvaluateRequest {
  readonly role: string;
  /** It is as urgent as the training that stands there. */
  readonly place: TrainingId;
  readonly spec: Omit<EvaluateSpec, 'weights'>;
  readonly weights: readonly Weights[];
}

export interface Evaluated {
  readonly hash: Hash;
  readonly record: EvaluationRecord;
}

export interface Trained {
  readonly record: TrainingRecord;
  /** The weights after the last iteration. */
  finalWeights(): Promise<Weights>;
  /** The weights of an iteration that the spec lists. @throws RangeError for another one. */
  snapshot(iteration: number): Promise<Weights>;
  /** After the last iteration. @throws RangeError where the spec did not ask for it. */
  optimizerState(): Promise<OptimizerState>;
}

/** A gradient by its contents; `Work` fills in the tensors' hashes. */
export interface GradientsRequest {
  /** Role of the ticket that is pruned by it. */
  readonly role: string;
  readonly spec: Omit<GradientsSpec, 'weights' | 'mask'>;
  readonly weights: Weights;
  readonly mask: Mask;
}

export interface Work {
  /** How many trainings it carries out side by side; Infinity where others see to that. */
  readonly atOnce: number;
  /** Pure: the same request gives the same bits, whether run, resumed or found. Rejects with `WorkCancelled` or a training's failure. */
  train(request: TrainRequest): Promise<Trained>;
  /**
   * The training that was carried out in segments, kept as the one that it is: its bits are those that `train(request)` would give.
   * @param segments One after the other, all of them with their last weights kept.
   */
  join(request: TrainRequest, segments: readonly Trained[]): Promise<Trained>;
  /** Pure like `train`. */
  evaluate(request: EvaluateRequest): Promise<Evaluated>;
  /** Pure like `train`; named and shaped like the weights, 0 where pruned. */
  gradients(request: GradientsRequest): Promise<Weights>;
}

/** Rejection of every open request when a run is cancelled. */
export class WorkCancelled extends Error {
  override readonly name = 'WorkCancelled';
}
