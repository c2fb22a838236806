import type { ExperimentDocument } from '../../src/shared/results/experiment.ts';

export const ticketName = (experiment: string, trial: number, round: number): string =>
  `${experiment}/trial-${trial}/round-${String(round).padStart(2, '0')}`;

/** The ticket that is shown until someone picks another: the headline's, else the last one that is trained. */
export function defaultTicket(document: ExperimentDocument): string | null {
  const trained = document.trainings.filter((training) => training.series === 'ticket' && training.trial === 1).map(({ round }) => round);
  if (trained.length === 0) return null;
  const best = document.headline.round;
  return ticketName(document.experiment, 1, best !== null && trained.includes(best) ? best : Math.max(...trained));
}

/** Trial and round of a ticket's name. */
export function parseTicket(name: string): { readonly trial: number; readonly round: number } | null {
  const match = /\/trial-(\d+)\/round-(\d+)$/.exec(name);
  return match ? { trial: Number(match[1]), round: Number(match[2]) } : null;
}
