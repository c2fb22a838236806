/** lock.json: who runs an experiment. */
import * as z from 'zod';
import { isMissing, StoreError } from '../store/files/store-error.ts';
import { readStoreFile } from '../store/files/store-files.ts';
import { type Heartbeats, looksYoung, seenHere } from './heartbeats.ts';
import { type Processes, thisComputer } from '../../data/files/processes.ts';
import { RefusedError } from './refused-error.ts';
import { tell, type Words } from '../../shared/text/told.ts';

const lockSchema = z.object({
  schemaVersion: z.literal(1),
  host: z.string(),
  pid: z.number().int().positive(),
  /** When the process started, in the system's own units; tells a process from a later one with the same pid. */
  startTime: z.string().nullable(),
  /** Changes when the computer starts. */
  bootId: z.string().nullable(),
  /** Pids mean something only among processes that see each other: containers may share a host name. */
  pidNamespace: z.string().nullable(),
  /** Milliseconds since 1970; renewed every few seconds. */
  heartbeat: z.number(),
  /** It goes on without whoever has begun it: where it is gone and its lock is not, it was cut off. */
  detached: z.literal(true).optional(),
});
export type LockRecord = z.output<typeof lockSchema>;

/** null for anything that is no lock: garbage, an empty file. */
export function lockIn(text: string): LockRecord | null {
  try {
    const result = lockSchema.safeParse(JSON.parse(text));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}

/** Whether two records name one process; the heartbeat does not matter. */
export const sameHolder = (a: LockRecord, b: LockRecord): boolean =>
  a.host === b.host && a.pid === b.pid && a.startTime === b.startTime && a.bootId === b.bootId && a.pidNamespace === b.pidNamespace;

// Whether the holder of a lock still works.

/** Whether the pid means something here. */
export const isHere = (lock: LockRecord, here: Processes): boolean => lock.host === here.host && lock.pidNamespace === here.pidNamespace;

/**
 * On this computer the process itself decides. null where only the heartbeat can tell: elsewhere, and where the system does not
 * tell start times, so that a living pid may be somebody else's.
 */
export function isHeld(lock: LockRecord, here: Processes): boolean | null {
  if (!isHere(lock, here)) return null;
  if (lock.bootId !== here.bootId || !here.isAlive(lock.pid)) return false;
  const started = here.startTime(lock.pid);
  return started === null || lock.startTime === null ? null : started === lock.startTime;
}

const mostLockBytes = 64 * 1024;

/** null where there is no lock or the file is none. @throws StoreError where it is a folder or cannot be read. */
export async function readLock(file: string): Promise<LockRecord | null> {
  const bytes = await readStoreFile(file, mostLockBytes).catch((error: unknown) => {
    if (isMissing(error)) return Buffer.alloc(0);
    throw error;
  });
  return lockIn(bytes.toString('utf8'));
}

/** Who looks at a lock, and what it has seen of it before. */
export interface Looking {
  readonly here: Processes;
  readonly heartbeats: Heartbeats;
}

export const lookingHere = (): Looking => ({ here: thisComputer(), heartbeats: seenHere });

export interface Holding {
  readonly holder: LockRecord | null;
  /** The lock that its holder has left behind; null where there is none. */
  readonly left: LockRecord | null;
  /** A sentence that begins with the file's path where the lock cannot be read, and so nobody can be named; null else. */
  readonly trouble: Words | null;
}

type Found = Pick<Holding, 'holder' | 'left'>;

async function readFound(file: string, { here, heartbeats }: Looking): Promise<Found> {
  const lock = await readLock(file);
  const held = lock !== null && (isHeld(lock, here) ?? !heartbeats.standsStill(file, lock));
  return held ? { holder: lock, left: null } : { holder: null, left: lock };
}

/** Who holds a lock now; null for a lock that its holder has left behind, as far as this process has seen. */
export async function readHolder(file: string, looking: Looking = lookingHere()): Promise<LockRecord | null> {
  return (await readFound(file, looking)).holder;
}

/** `readHolder` for those who show an experiment all the same where its lock cannot be read. */
export async function lookAtLock(file: string, looking: Looking = lookingHere()): Promise<Holding> {
  try {
    return { ...(await readFound(file, looking)), trouble: null };
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return { holder: null, left: null, trouble: tell('{0} If nobody runs this experiment, delete it.', error.finding) };
  }
}

/** `readHolder` for those who would change what a run might be using. @throws RefusedError where the lock cannot be read. */
export async function requireHolder(file: string, looking: Looking = lookingHere()): Promise<LockRecord | null> {
  const { holder, trouble } = await lookAtLock(file, looking);
  if (trouble !== null) throw new RefusedError(trouble);
  return holder;
}

/** Waits until a holder whose process cannot be asked beats again, or has stood still for a minute: null. @throws RefusedError, or `signal`'s reason. */
export async function watchedHolder(file: string, looking: Looking, signal?: AbortSignal): Promise<LockRecord | null> {
  const first = await requireHolder(file, looking);
  let holder = first;
  while (first && holder && isHeld(holder, looking.here) === null && holder.heartbeat === first.heartbeat && !looksYoung(holder)) {
    await looking.heartbeats.waiting.pause(signal);
    holder = await requireHolder(file, looking);
  }
  return holder;
}
