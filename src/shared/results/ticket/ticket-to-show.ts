import type { ExperimentDocument } from '../experiment.ts';
import { ticketName } from '../ticket-name.ts';

/** The ticket to show until the user picks another: the headline's in trial 1, else the last trained one, else the first imported one; null before there is any. */
export function ticketToShow({ experiment, headline, trainings, imported = [] }: ExperimentDocument): string | null {
  const trained = trainings.filter(({ trial, series }) => trial === 1 && series === 'ticket').map(({ round }) => round);
  const [first] = imported;
  if (trained.length === 0) return first ? ticketName({ experiment, trial: first.trial, round: first.round }) : null;
  const round = headline.round !== null && trained.includes(headline.round) ? headline.round : Math.max(...trained);
  return ticketName({ experiment, trial: 1, round });
}
