/** Types of `startRun`: the options that it takes and the handle that it returns. */
import type { ReceivedEvent } from '../../shared/channel/channel-endpoint.ts';
import type { RunnerEvents, RunRequest } from '../../shared/channel/runner-protocol.ts';
import type { RunEnd } from './run-end.ts';

/** Who listens to which of a runner's events. */
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

export type RunEvent = ReceivedEvent<RunnerEvents>;

export interface RunOptions {
  readonly runnerFile: string;
  readonly request: RunRequest;
  /** Every event, in order; the same as `on` for each of them. */
  readonly onEvent?: (event: RunEvent) => void;
  readonly bounds?: Partial<RunBounds>;
}

/** Milliseconds. */
export interface RunBounds {
  /** From the fork until the request is accepted. */
  readonly start: number;
  /** From the question to cancel until SIGTERM. */
  readonly cancel: number;
  /** From SIGTERM to SIGKILL, and from the end event to SIGKILL. */
  readonly kill: number;
}

export interface RunHandle {
  on<E extends keyof RunnerEvents>(event: E, listener: RunListener<E>): void;
  /** Asks the runner to write its checkpoints and end, then insists. Resolves when the process has ended; never rejects. */
  cancel(): Promise<void>;
  /** Resolves when the request is accepted, or the process has ended without that: false. */
  readonly begun: Promise<boolean>;
  /** Leaves a detached run to itself: nothing more is heard of it here. */
  release(): void;
  /** Ends the process at once; what its last checkpoints hold is kept. */
  kill(): void;
  /** Resolves when the process has ended; never rejects. */
  readonly ended: Promise<RunEnd>;
}
