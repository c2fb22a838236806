/** Stops a run from outside: every thread within a step, and the run knows why. */

/** 'cancelled' by the user; 'interrupted' where nobody listens any more: such a run may go on by itself later. */
export type StopReason = 'cancelled' | 'interrupted' | { readonly failure: string };

export class StopSwitch {
  readonly flag = new SharedArrayBuffer(4);
  private readonly listeners: (() => void)[] = [];
  reason: StopReason | null = null;

  /** The first reason counts. */
  stop(reason: StopReason): void {
    if (this.reason !== null) return;
    this.reason = reason;
    Atomics.store(new Int32Array(this.flag), 0, 1);
    for (const listener of this.listeners) listener();
  }

  /** Called at once where it is stopped already. */
  onStop(listener: () => void): void {
    if (this.reason === null) this.listeners.push(listener);
    else listener();
  }
}
