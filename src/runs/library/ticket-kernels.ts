import { filterKernels } from '../../lottery/analysis/filter-kernels.ts';
import type { FilterKernels, FilterPlace } from '../../shared/results/filter-kernels.ts';
import { weightName } from '../../shared/network/network.ts';
import type { StoredTicket } from './ticket.ts';
import { ticketName } from './ticket-name.ts';
import type { TicketWeights } from './ticket-weights.ts';

/** A page of kernels of one filter. @throws RangeError where the ticket has no such layer, filter or channel. */
export function ticketKernels(ticket: StoredTicket, { initial, trained }: TicketWeights, place: FilterPlace): FilterKernels {
  const name = weightName({ name: place.layer });
  const [mask, start] = [ticket.mask.get(name), initial.get(name)];
  if (!mask || !start) throw new RangeError(`${ticketName(ticket)} has no layer "${place.layer}"`);
  return filterKernels({ mask, initial: start, trained: trained?.get(name) ?? null }, place);
}
