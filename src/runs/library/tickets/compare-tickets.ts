import { settingDifferences } from '../../../shared/config/reading/setting-differences.ts';
import { compareMasks } from './compare-masks.ts';
import type { MaskedTicket, TicketComparison } from '../store-reader.ts';

/** Two tickets side by side, of one store or two. */
export const compareTickets = (a: MaskedTicket, b: MaskedTicket): TicketComparison => ({
  a: a.details,
  b: b.details,
  agreement: compareMasks(a.mask, b.mask),
  settings: settingDifferences([a.config, b.config]),
});
