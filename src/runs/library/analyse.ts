/** Takes a ticket apart. */
import { analyseTicket } from '../../lottery/analysis/analyse-ticket.ts';
import type { TicketAnalysis } from '../../shared/results/ticket-analysis.ts';
import type { StoredTicket } from './ticket.ts';
import { ticketName } from './ticket-name.ts';
import type { TicketWeights } from './ticket-weights.ts';

export function analyse(ticket: StoredTicket, { initial, trained }: TicketWeights): TicketAnalysis {
  return { schemaVersion: 1, ticket: ticketName(ticket), layers: analyseTicket(ticket.mask, initial, trained) };
}
