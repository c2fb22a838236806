/** What a ticket is compared with (the paper, steps 5 and 6, and appendix F; Zhou et al. 2019). */
import { plannedAt } from '../shared/planned-series.ts';
import { controlNames } from '../shared/series.ts';
import { trainCombinations } from './combined-tickets.ts';
import { controlStarts, isDrawn } from './control-starts.ts';
import type { DrawnControl, TicketSource } from './control-starts.ts';
import type { TicketPlace } from './role.ts';
import { roleSeed } from './seeds.ts';
import { train } from './train.ts';
import type { Laboratory } from './train.ts';
import type { Trained } from './work.ts';

function trainControl(
  lab: Laboratory,
  place: TicketPlace,
  series: DrawnControl,
  replicate: number,
  ticket: TicketSource,
): Promise<Trained> {
  const seed = roleSeed(lab.plan.seed, place.trial, controlStarts[series].seedRole, place.round, replicate);
  const { weights, mask, ...change } = controlStarts[series].start(ticket, seed);
  // The dense network has no mask.
  return train(lab, { ...place, series, replicate }, weights, place.round === 0 ? null : mask, change);
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** Starts all controls of one ticket; no ticket waits for them. */
export function trainControls(lab: Laboratory, place: TicketPlace, ticket: TicketSource): Promise<Trained | null>[] {
  const drawn = controlNames
    .filter(isDrawn)
    .flatMap((series) =>
      upTo(plannedAt(lab.plan, series, place.round)).map((replicate) => trainControl(lab, place, series, replicate, ticket)),
    );
  return [...drawn, ...trainCombinations(lab, place, ticket.initial)];
}
