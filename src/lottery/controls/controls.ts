/** What a ticket is compared with (the paper, steps 5 and 6, and appendix F; Zhou et al. 2019). */
import { upTo } from '../../shared/numbers/counting.ts';
import { measuresInstability, plannedAt } from '../../shared/results/planned-series.ts';
import { controlNames } from '../../shared/specs/series.ts';
import type { Mask, Weights } from '../../shared/tensors/tensors.ts';
import { intersectionOf, unionOf } from '../masks/mask.ts';
import { instabilityRole, type TicketPlace } from '../places/role.ts';
import { roleSeed } from '../places/seeds.ts';
import { rewind } from '../rewind.ts';
import { failureOf, type Laboratory, train } from '../train.ts';
import { evenShares, interpolate } from '../weights/interpolate.ts';
import { reinitialise, type TicketSource } from '../weights/reinitialise.ts';
import type { Trained } from '../work.ts';
import { controlStarts, type DrawnControl, isDrawn, type StartedTicket } from './control-starts.ts';

// Union and intersection of the trials' tickets as masks of their own: what do independent tickets share?
const combinations: Readonly<Record<'union' | 'intersection', (masks: readonly Mask[]) => Mask>> = {
  union: unionOf,
  intersection: intersectionOf,
};

/** Waits for every trial's ticket of the round, then trains with this trial's initial weights, data order and split; null where a trial failed. */
async function trainCombined(
  lab: Laboratory,
  place: TicketPlace,
  series: 'union' | 'intersection',
  initial: Weights,
): Promise<Trained | null> {
  const masks = await lab.masks.all(place.round);
  if (masks === null) return null;
  const mask = combinations[series](masks);
  return train(lab, { ...place, series, replicate: 1 }, rewind(initial, mask), mask);
}

/** The combinations that the plan asks for at this ticket's round. */
function trainCombinations(lab: Laboratory, place: TicketPlace, initial: Weights): Promise<Trained | null>[] {
  return (['union', 'intersection'] as const)
    .filter((series) => plannedAt(lab.plan, series, place.round) > 0)
    .map((series) => trainCombined(lab, place, series, initial));
}

// Tickets taken elsewhere: found on one data set or with one optimiser, trained on another ("One ticket to win them all", Morcos et al. 2019).
/** The ticket there, and its own control there: the mask with freshly drawn weights. At round 0 the dense network. */
function trainTransfers(lab: Laboratory, place: TicketPlace, { network, mask, initial }: TicketSource): Promise<Trained>[] {
  const { plan } = lab;
  const spec = plan.transferDraft?.(place.trial);
  if (spec === undefined) return [];
  const trainedMask = place.round === 0 ? null : mask;
  const tickets = upTo(plannedAt(plan, 'transfer', place.round)).map((replicate) =>
    train(lab, { ...place, series: 'transfer', replicate }, rewind(initial, mask), trainedMask, { change: spec }),
  );
  const reinits = upTo(plannedAt(plan, 'transferReinit', place.round)).map((replicate) => {
    const fresh = reinitialise(network, mask, roleSeed(plan.seed, place.trial, 'random-reinit', place.round, replicate));
    return train(lab, { ...place, series: 'transferReinit', replicate }, fresh, trainedMask, { change: spec });
  });
  return [...tickets, ...reinits];
}

// Instability analysis (Linear Mode Connectivity, Frankle et al. 2020): two copies that differ in data order only, and the line between them.
/** Waits for both copies and evaluates the line between their last weights. @throws TrainingFailed, WorkCancelled. */
async function measureInstability(
  { plan, work, observer }: Laboratory,
  place: TicketPlace,
  points: number,
  copies: readonly [Promise<Trained>, Promise<Trained>],
): Promise<void> {
  const [one, other] = await Promise.all(copies);
  const [from, to] = await Promise.all([one.finalWeights(), other.finalWeights()]);
  const role = instabilityRole(place);
  const weights = evenShares(points).map((share) => interpolate(from, to, share));
  const evaluated = await work.evaluate({ role, place, spec: plan.evaluationDraft(place.trial), weights }).catch((reason: unknown) => {
    throw failureOf(role, reason);
  });
  await observer.onEvaluated({ role, hash: evaluated.hash });
}

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
  const keepWeights = series === 'dataOrder' && replicate === 1 && measuresInstability(lab.plan, place.round);
  // The dense network has no mask.
  return train(lab, { ...place, series, replicate }, weights, place.round === 0 ? null : mask, {
    change,
    keepWeights,
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
