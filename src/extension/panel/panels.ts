import type { ExperimentRef, TicketRef } from '../experiments/experiment-ref.ts';

/** The panels as commands see them. */
export interface Panels {
  show(ref: ExperimentRef): unknown;
  /** @param members At least one, in order: where none of them has a panel yet, the first gets one. */
  showSweep(members: readonly ExperimentRef[]): void;
  /** The panel of a run: of its experiment, or of its sweep. */
  showRun(refs: readonly ExperimentRef[]): void;
  inspect(ref: TicketRef): void;
}
