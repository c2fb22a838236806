/** Union and intersection of the trials' tickets as masks of their own: what do independent tickets share? */
import { plannedAt } from '../../shared/results/planned-series.ts';
import type { Mask, Weights } from '../../shared/tensors/tensors.ts';
import { intersectionOf, unionOf } from '../masks/combine-masks.ts';
import { rewind } from '../rewind.ts';
import type { TicketPlace } from '../places/role.ts';
import { train } from '../train.ts';
import type { Laboratory } from '../train.ts';
import type { Trained } from '../work.ts';

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
export function trainCombinations(lab: Laboratory, place: TicketPlace, initial: Weights): Promise<Trained | null>[] {
  return (['union', 'intersection'] as const)
    .filter((series) => plannedAt(lab.plan, series, place.round) > 0)
    .map((series) => trainCombined(lab, place, series, initial));
}
