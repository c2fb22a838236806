/**
 * One download of a file at a time, also between processes: the second waits, and finds the file there.
 * No clock is compared with another one: a holder changes its lock every few seconds, and who waits counts by a monotonic
 * clock how long it has stayed the same. The death of a process of the same computer is seen at once.
 */
import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { thisComputer } from '../files/processes.ts';
import { removeSeen } from '../files/remove-seen.ts';

/** Milliseconds. */
interface Times {
  /** A lock that has not changed for so long belongs to a process that is gone. */
  readonly abandonedAfter: number;
  readonly changedEvery: number;
  readonly askedEvery: number;
  /** A monotonic clock; tests have their own. */
  readonly now: () => number;
}
const usual: Times = { abandonedAfter: 30_000, changedEvery: 5_000, askedEvery: 250, now: () => performance.now() };

/** Processes of one start of one system, which see each other's pids: containers may share a host name. */
function ownSystem(): string {
  const { host, bootId, pidNamespace } = thisComputer();
  return JSON.stringify([host, bootId ?? '', pidNamespace ?? '']);
}

/** One line each: who holds it, and how often it was changed. */
interface Lock {
  readonly token: string;
  readonly system: string;
  readonly pid: number;
}

function parse(content: string): Lock | null {
  const [token, system, pid] = content.split('\n');
  return token && system && Number(pid) > 0 ? { token, system, pid: Number(pid) } : null;
}

const textOf = ({ token, system, pid }: Lock, changes: number): string => [token, system, pid, changes, ''].join('\n');

const isDead = ({ system, pid }: Lock): boolean => system === ownSystem() && !thisComputer().isAlive(pid);

async function create(file: string, own: Lock): Promise<boolean> {
  try {
    await writeFile(file, textOf(own, 0), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** What a lock holds; null where there is none. */
const look = (file: string): Promise<string | null> => readFile(file, 'utf8').catch(() => null);

/** Waits for its turn. @throws what `signal` says when it stops the waiting. */
async function take(file: string, own: Lock, { abandonedAfter, askedEvery, now }: Times, signal: AbortSignal): Promise<void> {
  let seen: { readonly content: string | null; readonly since: number } = { content: null, since: now() };
  while (!(await create(file, own))) {
    const content = await look(file);
    if (content !== seen.content) seen = { content, since: now() };
    const lock = parse(content ?? '');
    const isAbandoned = (lock !== null && isDead(lock)) || now() - seen.since > abandonedAfter;
    const isSeen = async (aside: string): Promise<boolean> => (await look(aside)) === content;
    if (!isAbandoned || !(await removeSeen(file, `${file}.${own.token}`, isSeen))) await sleep(askedEvery, undefined, { signal });
  }
}

/** Changes the lock now and then. @returns the end of it. */
function keep(file: string, own: Lock, { changedEvery }: Times): () => Promise<void> {
  let changes = 0;
  let changing = Promise.resolve();
  const isMine = async (): Promise<boolean> => parse((await look(file)) ?? '')?.token === own.token;
  const change = async (): Promise<void> => {
    if (await isMine()) await writeFile(file, textOf(own, ++changes)).catch(() => undefined);
  };
  const timer = setInterval(() => {
    changing = change();
  }, changedEvery).unref();
  return async () => {
    clearInterval(timer);
    await changing;
    if (await isMine()) await rm(file, { force: true });
  };
}

/** Runs `action` while this process alone holds `file`. @throws what `signal` says when it stops the waiting. */
export async function alone<T>(file: string, signal: AbortSignal, action: () => Promise<T>, times: Times = usual): Promise<T> {
  const own = { token: randomUUID(), system: ownSystem(), pid: process.pid };
  await take(file, own, times, signal);
  const release = keep(file, own, times);
  try {
    return await action();
  } finally {
    await release();
  }
}
