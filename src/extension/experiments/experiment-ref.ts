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

/** The same for every reference to one experiment. */
export const keyOf = (ref: ExperimentRef): string => JSON.stringify([ref.storeFolder, ref.experiment]);

/** The experiment that a ticket comes from. */
export function experimentOf(ref: TicketRef): ExperimentRef {
  return { storeFolder: ref.storeFolder, experiment: ref.ticket.replace(/\/trial-\d+\/round-\d+$/, '') };
}

/** `<experiment>/trial-<t>/round-<rr>`. */
export function ticketName(experiment: string, trial: number, round: number): string {
  return `${experiment}/trial-${String(trial)}/round-${String(round).padStart(2, '0')}`;
}
