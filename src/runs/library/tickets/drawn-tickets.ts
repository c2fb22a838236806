/** What the record says of the tickets that were drawn: when, how many weights each keeps, which layers they have emptied. */
import type { TrainingId } from '../../../lottery/places/role.ts';
import { plannedPlaces, type PlannedRound, plannedRounds } from '../../../lottery/plan/planned.ts';
import { criterionFacts } from '../../../shared/config/schema/pruning-schema.ts';
import { networkSize } from '../../../shared/network/parameters.ts';
import { upTo } from '../../../shared/numbers/counting.ts';
import type { EmptiedLayer } from '../../../shared/results/experiment.ts';
import type { EarlyBirdSummary } from '../../../shared/results/pruning/early-bird.ts';
import { type ImportedTicket, parseTicketPath, ticketPath } from '../../../shared/results/ticket-name.ts';
import type { ExperimentRecord } from '../../store/experiments/experiment-record.ts';

/** Weights that a ticket keeps; null where nobody has counted them. */
const keptOf = (ticket: ExperimentRecord['tickets'][string] | undefined): number | null =>
  ticket?.kept ? Object.values(ticket.kept).reduce((sum, count) => sum + count, 0) : null;

/** By trial, then round; a ticket that the config no longer plans is left out. */
const ticketPlaces = ({ config }: ExperimentRecord): readonly TrainingId[] =>
  plannedPlaces(config).filter(({ series }) => series === 'ticket');

export function earlyBirdOf(record: ExperimentRecord): readonly EarlyBirdSummary[] {
  return ticketPlaces(record).flatMap(({ trial, round }) => {
    const draw = record.tickets[ticketPath({ trial, round })]?.earlyBird;
    return draw ? [{ trial, round, ...draw }] : [];
  });
}

/** Each layer at the first round in which it is empty. */
export function emptiedLayersOf(record: ExperimentRecord): readonly EmptiedLayer[] {
  const all = new Map<string, EmptiedLayer>();
  if (!Object.values(record.tickets).some(({ emptied }) => emptied)) return [];
  for (const { trial, round } of ticketPlaces(record).toSorted((a, b) => a.round - b.round)) {
    for (const layer of record.tickets[ticketPath({ trial, round })]?.emptied ?? []) {
      const known = all.get(layer);
      if (!known) all.set(layer, { layer, round, trials: [trial] });
      else if (known.round === round) all.set(layer, { ...known, trials: [...known.trials, trial] });
    }
  }
  return [...all.values()];
}

export function importedTickets({ imported = {}, tickets, network }: ExperimentRecord): readonly ImportedTicket[] {
  const all = networkSize(network).weights;
  const ids = Object.keys(imported)
    .map(parseTicketPath)
    .filter((id) => id !== null);
  return ids.map((id) => ({ ...id, remaining: (keptOf(tickets[ticketPath(id)]) ?? all) / all }));
}

/** A round with the weights that its tickets really keep, the mean over the trials that have drawn one. */
function drawnRound(planned: PlannedRound, { config, tickets }: ExperimentRecord, all: number): PlannedRound {
  const drawn = upTo(config.trials).flatMap((trial) => {
    const kept = keptOf(tickets[ticketPath({ trial, round: planned.round })]);
    return kept === null ? [] : [kept];
  });
  if (drawn.length === 0) return planned;
  const mean = drawn.reduce((sum, count) => sum + count, 0) / drawn.length;
  return { ...planned, remainingCount: Math.round(mean), remaining: mean / all };
}

/** Rounds as planned, but for masks that follow no rate: imported ones, and whole channels, which leave somewhat less, in each trial another count. */
export function roundsOf(record: ExperimentRecord): readonly PlannedRound[] {
  const { network, config } = record;
  const planned = plannedRounds(network, config.pruning);
  if (!record.imported && !criterionFacts[config.pruning.criterion].prunesChannels) return planned;
  return planned.map((round) => drawnRound(round, record, planned[0]?.remainingCount ?? 0));
}
