/** Whether the holder of a lock still works. */
import type { LockRecord } from './lock-record.ts';
import type { Processes } from './processes.ts';

/** Twelve missed heartbeats: a computer that is asleep, or far away, is given this long. */
export const staleAfter = 60_000;

const beats = ({ heartbeat }: LockRecord, now: number): boolean => Math.abs(now - heartbeat) <= staleAfter;

/** Whether the pid means something here. */
export const isHere = (lock: LockRecord, here: Processes): boolean => lock.host === here.host && lock.pidNamespace === here.pidNamespace;

/**
 * On this computer the process itself decides, elsewhere the heartbeat.
 * Where the system does not tell start times, a living pid without heartbeat belongs to somebody else.
 */
export function isHeld(lock: LockRecord, here: Processes, now: number): boolean {
  if (!isHere(lock, here)) return beats(lock, now);
  if (lock.bootId !== here.bootId || !here.isAlive(lock.pid)) return false;
  const started = here.startTime(lock.pid);
  return started === null || lock.startTime === null ? beats(lock, now) : started === lock.startTime;
}
