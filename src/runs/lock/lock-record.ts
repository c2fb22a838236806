/** lock.json: who runs an experiment. */
import { z } from 'zod';

export const lockSchema = z.object({
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
});
export type LockRecord = z.output<typeof lockSchema>;

/** null for anything that is no lock: garbage, an empty file. */
export function parseLock(text: string): LockRecord | null {
  try {
    const result = lockSchema.safeParse(JSON.parse(text));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}

/** The same process, whenever its heart has beaten. */
export const sameHolder = (a: LockRecord, b: LockRecord): boolean =>
  a.host === b.host && a.pid === b.pid && a.startTime === b.startTime && a.bootId === b.bootId && a.pidNamespace === b.pidNamespace;
