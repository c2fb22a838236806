/** A ticket as people name it: `<experiment>/trial-1/round-03`. */
import { ticketPath } from '../../lottery/places/role.ts';
import type { TicketPlace as PlaceInExperiment } from '../../lottery/places/role.ts';
import type { ExperimentDocument } from '../../shared/results/experiment.ts';

export interface TicketPlace extends PlaceInExperiment {
  readonly experiment: string;
}

export const ticketName = (place: TicketPlace): string => `${place.experiment}/${ticketPath(place)}`;

/** The headline's ticket in trial 1, else the last trained one; null before there is any. */
export function ticketToShow({ experiment, headline, trainings }: ExperimentDocument): string | null {
  const trained = trainings.filter(({ trial, series }) => trial === 1 && series === 'ticket').map(({ round }) => round);
  if (trained.length === 0) return null;
  const round = headline.round !== null && trained.includes(headline.round) ? headline.round : Math.max(...trained);
  return ticketName({ experiment, trial: 1, round });
}

/** @throws Error that says what a ticket's name looks like. */
export function parseTicketName(name: string): TicketPlace {
  const match = /^(.+)\/trial-(\d+)\/round-(\d+)$/.exec(name);
  if (!match) throw new Error(`"${name}" names no ticket. A ticket is named like lenet/trial-1/round-05.`);
  return { experiment: (match[1] ?? '').normalize('NFC'), trial: Number(match[2]), round: Number(match[3]) };
}
