/** Who listens to which of a runner's events. */
import type { RunnerEvents } from '../../shared/channel/runner-protocol.ts';

export type RunListener<E extends keyof RunnerEvents> = (payload: RunnerEvents[E]) => void;

export class RunListeners {
  private readonly all = new Map<keyof RunnerEvents, Set<(payload: never) => void>>();

  add<E extends keyof RunnerEvents>(event: E, listener: RunListener<E>): void {
    this.all.set(event, (this.all.get(event) ?? new Set()).add(listener));
  }

  tell<E extends keyof RunnerEvents>(event: E, payload: RunnerEvents[E]): void {
    for (const listener of this.all.get(event) ?? []) (listener as RunListener<E>)(payload);
  }
}
