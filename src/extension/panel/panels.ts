import type { ExperimentRef, TicketRef } from '../experiments/experiment-ref.ts';

/** The panels as commands see them. */
export interface Panels {
  show(ref: ExperimentRef): unknown;
  /** The page of a sweep. @param members At least one. */
  showSweep(members: readonly ExperimentRef[]): void;
  /** The panel of a run: of its experiment, or of its sweep. */
  showRun(refs: readonly ExperimentRef[]): void;
  inspect(ref: TicketRef): void;
}
