/** Where a ticket stands, and its name: `<experiment>/trial-1/round-03`. Names are made, read and chosen here only. */
import { composedName } from '../config/facts/experiment-name.ts';
import type { SeriesName } from '../specs/series.ts';
import { plainLine } from '../text/plain-text.ts';
import { tell, ToldError } from '../text/told.ts';

/** Where a ticket stands in its experiment. */
export interface TicketId {
  /** From 1. */
  readonly trial: number;
  /** 0 is the dense network. */
  readonly round: number;
}

/** Where a training stands in its experiment. */
export interface TrainingId extends TicketId {
  readonly series: SeriesName;
  /** 1.. for controls, 0 for the ticket. */
  readonly replicate: number;
}

/** A ticket that came out of another program's files. */
export interface ImportedTicket extends TicketId {
  /** Of the weights that can be pruned, 0..1. */
  readonly remaining: number;
}

/** A ticket among all the tickets of a store. */
export interface StoredTicketId extends TicketId {
  readonly experiment: string;
}

/** `trial-1/round-03` */
export const ticketPath = ({ trial, round }: TicketId): string => `trial-${trial}/round-${String(round).padStart(2, '0')}`;

/** The inverse of `ticketPath`; null for anything else. */
export function parseTicketPath(path: string): TicketId | null {
  const match = /^trial-(\d+)\/round-(\d+)$/.exec(path);
  return match && { trial: Number(match[1]), round: Number(match[2]) };
}

export const ticketName = ({ experiment, ...place }: StoredTicketId): string => `${experiment}/${ticketPath(place)}`;

/** The inverse of `ticketName`, whichever way the experiment's name is composed; null for anything else. */
export function parseTicketName(name: string): StoredTicketId | null {
  // An experiment's name may itself hold slashes: the last two parts are the place.
  const parts = name.split('/');
  const place = parseTicketPath(parts.slice(-2).join('/'));
  const experiment = parts.slice(0, -2).join('/');
  return place && experiment !== '' ? { experiment: composedName(experiment), ...place } : null;
}

/** @throws Error that says what a ticket's name looks like. */
export function ticketIdOf(name: string): StoredTicketId {
  const ticket = parseTicketName(name);
  if (!ticket) throw new ToldError(tell('"{0}" names no ticket. A ticket is named like lenet/trial-1/round-05.', plainLine(name, 200)));
  return ticket;
}
