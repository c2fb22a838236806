/** Where a training stands in its experiment, as a path that people can read. */
import type { Moment } from '../../shared/results/pruning/evaluated-network.ts';
import { type TicketId, ticketPath, type TrainingId } from '../../shared/results/ticket-name.ts';
import { seriesNames, seriesWords } from '../../shared/specs/series.ts';

export type { TicketId, TrainingId };

const seriesByWord = new Map(seriesNames.map((name) => [seriesWords[name].role, name]));

/** `trial-1/round-03/ticket`, `trial-1/round-03/random-reinit-1`; round 00's ticket is the dense network. */
export function rolePath({ series, replicate, ...ticket }: TrainingId): string {
  const number = series === 'ticket' ? '' : `-${replicate}`;
  return `${ticketPath(ticket)}/${seriesWords[series].role}${number}`;
}

/** The inverse of `rolePath`; null for anything else. */
export function parseRole(role: string): TrainingId | null {
  const match = /^trial-(\d+)\/round-(\d{2,})\/(?:(ticket)|([a-z][a-z0-9-]*)-(\d+))$/.exec(role);
  const series = seriesByWord.get(match?.[3] ?? match?.[4] ?? '');
  if (match === null || series === undefined || (series === 'ticket') !== (match[3] !== undefined)) return null;
  return { trial: Number(match[1]), round: Number(match[2]), series, replicate: Number(match[5] ?? 0) };
}

/** Where a network stands that is evaluated and not trained: `trial-1/round-03/ticket/pruned`, `.../random-mask-1/untrained`. */
export const momentRole = (id: TrainingId, moment: Moment): string => `${rolePath(id)}/${moment}`;

/** Where an instability analysis stands: `trial-1/round-03/instability`. */
export const instabilityRole = (place: TicketId): string => `${ticketPath(place)}/instability`;
