/** One download of a file at a time, also between processes: the second waits, and finds the file there. */
import { open, rm, stat, utimes } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds. A lock that nobody has touched for so long belongs to a process that is gone. */
const abandonedAfter = 30_000;
const touchedEvery = 5_000;
const askedEvery = 250;

async function take(file: string): Promise<boolean> {
  try {
    await (await open(file, 'wx')).close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const age = await stat(file).then(
    ({ mtimeMs }) => Math.abs(Date.now() - mtimeMs),
    () => 0,
  );
  if (age > abandonedAfter) await rm(file, { force: true });
  return false;
}

/** Runs `action` while this process alone holds `file`. @throws what `signal` says when it stops the waiting. */
export async function alone<T>(file: string, signal: AbortSignal, action: () => Promise<T>): Promise<T> {
  while (!(await take(file))) await sleep(askedEvery, undefined, { signal });
  const touching = setInterval(() => void utimes(file, new Date(), new Date()).catch(() => undefined), touchedEvery).unref();
  try {
    return await action();
  } finally {
    clearInterval(touching);
    await rm(file, { force: true });
  }
}
