import { WorkCancelled } from './work.ts';

/** One training, or several, that cannot be finished; the rest of the experiment went on. */
export class TrainingFailed extends Error {
  override readonly name = 'TrainingFailed';
  /** The training's place, e.g. `trial-1/round-03/ticket`. */
  readonly role: string;

  constructor(role: string, reason: string, options?: ErrorOptions) {
    super(`${role}: ${reason}`, options);
    this.role = role;
  }
}

/** What a training's work was rejected with, naming the training where it does not yet. */
export function failureOf(role: string, reason: unknown): WorkCancelled | TrainingFailed {
  if (reason instanceof WorkCancelled || reason instanceof TrainingFailed) return reason;
  return new TrainingFailed(role, reason instanceof Error ? reason.message : String(reason), { cause: reason });
}
