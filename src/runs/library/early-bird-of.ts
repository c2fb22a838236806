/** When the tickets of an experiment were drawn, where that was before their training was over. */
import { plannedPlaces } from '../../lottery/plan/planned.ts';
import { ticketPath } from '../../lottery/places/role.ts';
import type { EarlyBirdSummary } from '../../shared/results/early-bird.ts';
import type { ExperimentRecord } from '../store/experiment-record.ts';

/** By trial, then round; a ticket that the config no longer plans is left out. */
export function earlyBirdOf({ config, tickets }: ExperimentRecord): readonly EarlyBirdSummary[] {
  const places = plannedPlaces(config).filter(({ series }) => series === 'ticket');
  return places.flatMap(({ trial, round }) => {
    const draw = tickets[ticketPath({ trial, round })]?.earlyBird;
    return draw ? [{ trial, round, ...draw }] : [];
  });
}
