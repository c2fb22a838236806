/** The evaluations of an experiment's trainings, as the writers of results take them. */
import type { ExperimentDocument, TrainingSummary } from '../../shared/results/experiment.ts';
import type { Evaluation } from '../../shared/specs/training.ts';

/** In the order of the columns. */
export const metricNames = [
  'validationLoss',
  'validationAccuracy',
  'testLoss',
  'testAccuracy',
  'trainingLoss',
  'trainingAccuracy',
] as const satisfies readonly (keyof Evaluation)[];

export interface ExportedTraining extends TrainingSummary {
  /** Weights that remain at its round, 0..1. */
  readonly remaining: number;
}

/** Trainings, then retrainings, each with what remains at its round. */
export function exportedTrainings({ trainings, retrainings, rounds }: ExperimentDocument): readonly ExportedTraining[] {
  const remaining = new Map(rounds.map((round) => [round.round, round.remaining]));
  return [...trainings, ...retrainings].map((training) => ({ ...training, remaining: remaining.get(training.round) ?? 1 }));
}
