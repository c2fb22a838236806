/** Who watches an experiment: the runner, to write down what is finished. */
import type { EarlyBirdDraw } from '../shared/results/pruning/early-bird.ts';
import type { Hash, TrainingRecord } from '../shared/specs/training.ts';
import type { Mask, Weights } from '../shared/tensors/tensors.ts';
import type { TrainingId } from './places/role.ts';

export interface FinishedTraining extends TrainingId {
  readonly role: string;
  /** Its spec holds the hashes of the weights and the mask it began with. */
  readonly record: TrainingRecord;
}

/** A ticket is drawn when its mask is known, before it is trained. */
export interface DrawnTicket {
  readonly trial: number;
  /** From 1: the dense network is no ticket. */
  readonly round: number;
  readonly mask: Mask;
  /** The trial's initial weights under the mask. */
  readonly initialWeights: Weights;
  /** Where the mask was drawn before the training was over. */
  readonly earlyBird?: EarlyBirdDraw;
}

/** A finished evaluation by its role, `trial-1/round-03/instability`, `trial-1/round-03/ticket/untrained`. */
export interface FinishedEvaluation {
  readonly role: string;
  readonly hash: Hash;
}

/** The experiment waits for what these return; a rejection ends the trial. */
export interface ExperimentObserver {
  onTraining(finished: FinishedTraining): void | Promise<void>;
  onTicket(ticket: DrawnTicket): void | Promise<void>;
  onEvaluated(finished: FinishedEvaluation): void | Promise<void>;
}
