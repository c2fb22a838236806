import type { ExperimentRef, TicketRef } from '../experiments/experiment-ref.ts';

/** `preview`: in the one panel that the next preview takes over, without the focus. `keep`: it stays until it is closed. */
export type ShowHow = 'preview' | 'keep';

/** A view's menu passes the selected rows where a click says how; then the panel stays. */
export const howToShow = (how: unknown): ShowHow => (how === 'preview' ? how : 'keep');

/** The panels as commands see them. */
export interface Panels {
  show(ref: ExperimentRef, how?: ShowHow): unknown;
  /** The page of a sweep. @param members At least one. */
  showSweep(members: readonly ExperimentRef[]): void;
  /** The panel of a run: of its experiment, or of its sweep. */
  showRun(refs: readonly ExperimentRef[]): void;
  inspect(ref: TicketRef, how?: ShowHow): void;
}
