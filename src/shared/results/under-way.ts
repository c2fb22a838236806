/** What is being trained, and what is planned: of an experiment that is running. */
import type { Evaluation } from '../specs/training.ts';
import type { TrainingId } from './ticket-name.ts';

/** A training that has begun and is not finished. */
export interface LiveTraining extends TrainingId {
  readonly role: string;
  /** So far. */
  readonly evaluations: readonly Evaluation[];
}

export interface PlannedRound {
  readonly round: number;
  readonly remainingCount: number;
  /** Fraction of all prunable weights, 0..1. */
  readonly remaining: number;
}

export interface UnderWay {
  readonly live: readonly LiveTraining[];
  /** All rounds, the dense one first. */
  readonly planned: readonly PlannedRound[];
}
