/**
 * Heartbeats of locks whose process cannot be asked. Clocks of two computers differ, and one may be set: a heartbeat is
 * compared with itself, as seen earlier by this process, and its age is counted by this process's own monotonic clock.
 */
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds. Twelve missed heartbeats: a computer that is asleep, or far away, is given this long. */
const staleAfter = 60_000;
const lookEvery = 1_000;

interface Beating {
  /** Milliseconds since 1970, by the holder's clock. */
  readonly heartbeat: number;
}

/** The clock and the waiting between two looks; tests have their own. */
export interface Waiting {
  /** Milliseconds from any origin. */
  now(): number;
  /** Rejects where `signal` stops it. */
  pause(signal?: AbortSignal): Promise<unknown>;
}

const realWaiting: Waiting = {
  now: () => performance.now(),
  pause: (signal) => sleep(lookEvery, undefined, signal ? { signal } : {}),
};

export class Heartbeats {
  /** By the lock's file: its content, and since when it is that. */
  private readonly seen = new Map<string, { readonly content: string; readonly since: number }>();

  constructor(readonly waiting: Waiting = realWaiting) {}

  /** How long, in milliseconds, this process has seen the lock as it is; 0 at the first look. */
  private stillness(file: string, lock: Beating): number {
    const content = JSON.stringify(lock);
    const now = this.waiting.now();
    const known = this.seen.get(file);
    if (known?.content === content) return now - known.since;
    this.seen.set(file, { content, since: now });
    return 0;
  }

  /** Whether the lock has not changed for a minute, as far as this process has looked. */
  standsStill(file: string, lock: Beating): boolean {
    return this.stillness(file, lock) >= staleAfter;
  }
}

/** What this process has seen. */
export const seenHere = new Heartbeats();

/** Whether the heartbeat agrees with this computer's clock: then it is young, and waiting would tell nothing new. A stale look proves nothing. */
export const looksYoung = ({ heartbeat }: Beating): boolean => Math.abs(Date.now() - heartbeat) <= staleAfter;
