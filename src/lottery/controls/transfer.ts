/** Tickets taken elsewhere: found on one data set or with one optimiser, trained on another ("One ticket to win them all", Morcos et al. 2019). */
import { plannedAt } from '../../shared/results/planned-series.ts';
import { upTo } from '../../shared/numbers/up-to.ts';
import type { TicketSource } from '../weights/ticket-source.ts';
import { reinitialise } from '../weights/reinitialise.ts';
import { rewind } from '../rewind.ts';
import type { TicketPlace } from '../places/role.ts';
import { roleSeed } from '../places/seeds.ts';
import { train } from '../train.ts';
import type { Laboratory } from '../train.ts';
import type { Trained } from '../work.ts';

/** The ticket there, and its own control there: the mask with freshly drawn weights. At round 0 the dense network. */
export function trainTransfers(lab: Laboratory, place: TicketPlace, { network, mask, initial }: TicketSource): Promise<Trained>[] {
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
