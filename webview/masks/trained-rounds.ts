import type { ExperimentDocument } from '../../src/shared/results/experiment.ts';

/** Rounds of one trial whose ticket has been trained. */
export function trainedRounds(document: ExperimentDocument | null, trial: number): readonly number[] {
  const tickets = document?.trainings.filter((training) => training.series === 'ticket' && training.trial === trial) ?? [];
  return tickets.map(({ round }) => round).sort((a, b) => a - b);
}
