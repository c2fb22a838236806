import { composedName } from '../../shared/config/facts/experiment-name.ts';
import { parseMemberName } from '../../shared/config/sweep/sweep-name.ts';
import { ticketIdOf } from '../../shared/results/ticket-name.ts';

/** An experiment by the store it lies in and its name. */
export interface ExperimentRef {
  readonly storeFolder: string;
  readonly experiment: string;
}

/** A ticket by the store it lies in and its name, `<experiment>/trial-<t>/round-<rr>`. */
export interface TicketRef {
  readonly storeFolder: string;
  readonly ticket: string;
}

/** The same for every reference to one experiment, however its name and its folder's are composed. */
export const keyOf = (ref: ExperimentRef): string => composedName(JSON.stringify([ref.storeFolder, ref.experiment]));

/** The experiment that a ticket comes from. @throws Error for what is no ticket's name. */
export const experimentOf = ({ storeFolder, ticket }: TicketRef): ExperimentRef => ({
  storeFolder,
  experiment: ticketIdOf(ticket).experiment,
});

/** A sweep by the store that its members lie in and its name. */
export interface SweepRef {
  readonly storeFolder: string;
  readonly sweep: string;
}

/** The sweep that an experiment is a member of; null where it belongs to none. */
export function sweepOf({ storeFolder, experiment }: ExperimentRef): SweepRef | null {
  const name = parseMemberName(experiment);
  return name && { storeFolder, sweep: name.sweep };
}

/** The same for every reference to one sweep, and for no experiment's. */
export const sweepKey = ({ storeFolder, sweep }: SweepRef): string => JSON.stringify([storeFolder, sweep, 'sweep']);

export function isMember(experiment: ExperimentRef, sweep: SweepRef): boolean {
  const own = sweepOf(experiment);
  return own !== null && sweepKey(own) === sweepKey(sweep);
}
