/** What a ticket is compared with (the paper, steps 5 and 6, and appendix F; Zhou et al. 2019). */
import { measuresInstability, plannedAt } from '../../shared/results/planned-series.ts';
import { controlNames } from '../../shared/specs/series.ts';
import { upTo } from '../../shared/numbers/up-to.ts';
import { trainCombinations } from './combined-tickets.ts';
import { controlStarts, isDrawn } from './control-starts.ts';
import type { DrawnControl, StartedTicket } from './control-starts.ts';
import { measureInstability } from './instability.ts';
import type { TicketPlace } from '../places/role.ts';
import { roleSeed } from '../places/seeds.ts';
import { train } from '../train.ts';
import type { Laboratory } from '../train.ts';
import { trainTransfers } from './transfer.ts';
import type { Trained } from '../work.ts';

function trainControl(
  lab: Laboratory,
  place: TicketPlace,
  series: DrawnControl,
  replicate: number,
  ticket: StartedTicket,
): Promise<Trained> {
  const seed = roleSeed(lab.plan.seed, place.trial, controlStarts[series].seedRole, place.round, replicate);
  const { weights, mask, optimizerState, ...change } = controlStarts[series].start(ticket, seed);
  // The other end of a line is needed whole.
  const keepsWeights = series === 'dataOrder' && replicate === 1 && measuresInstability(lab.plan, place.round);
  // The dense network has no mask.
  return train(lab, { ...place, series, replicate }, weights, place.round === 0 ? null : mask, {
    change,
    keepsWeights,
    ...(optimizerState && { optimizerState }),
  });
}

/** Starts all controls of one ticket, and its trainings elsewhere; no ticket waits for them. @param trained The ticket itself. */
export function trainControls(lab: Laboratory, place: TicketPlace, ticket: StartedTicket, trained: Promise<Trained>): Promise<unknown>[] {
  const drawn = (series: DrawnControl): Promise<Trained>[] =>
    upTo(plannedAt(lab.plan, series, place.round)).map((replicate) => trainControl(lab, place, series, replicate, ticket));
  const reordered = drawn('dataOrder');
  return [
    ...controlNames.filter(isDrawn).flatMap((series) => (series === 'dataOrder' ? reordered : drawn(series))),
    ...trainCombinations(lab, place, ticket.initial),
    ...trainTransfers(lab, place, ticket),
    ...measureLines(lab, place, trained, reordered),
  ];
}

/** Where the plan asks for it: the line between the ticket and its copy in another data order. */
function measureLines(
  lab: Laboratory,
  place: TicketPlace,
  trained: Promise<Trained>,
  [copy]: readonly Promise<Trained>[],
): Promise<void>[] {
  const { instability } = lab.plan;
  if (instability === undefined || copy === undefined || !measuresInstability(lab.plan, place.round)) return [];
  return [measureInstability(lab, place, instability.points, [trained, copy])];
}
