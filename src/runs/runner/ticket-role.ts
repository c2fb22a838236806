import { rolePath } from '../../lottery/places/role.ts';
import { parseTicketName } from '../library/ticket-name.ts';
import type { TicketPlace } from '../library/ticket-name.ts';

/** Role of a ticket's training: `trial-1/round-05/ticket`. */
export const roleOf = (place: TicketPlace): string => rolePath({ ...place, series: 'ticket', replicate: 0 });

export const retrainedRole = (ticket: string): string => roleOf(parseTicketName(ticket));
