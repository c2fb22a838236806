import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Heartbeats } from '../../../../src/runs/lock/heartbeats.ts';
import { isHeld, type LockRecord, readHolder } from '../../../../src/runs/lock/lock-record.ts';
import { Lock } from '../../../../src/runs/lock/lock.ts';
import { removeHalfWritten } from '../../../../src/runs/store/files/own-files.ts';
import { type Processes, thisComputer } from '../../../../src/data/files/processes.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';

const lockFile = (): string => path.join(temporaryFolder(), 'experiments/a/lock.json');
const read = (file: string): LockRecord => JSON.parse(readFileSync(file, 'utf8')) as LockRecord;

/** A lock of this process, changed; over a lock file that is there already. */
async function foreign(change: Partial<LockRecord>): Promise<string> {
  const file = lockFile();
  const lock = await Lock.acquire(file, 'a');
  const record = read(file);
  await lock.release();
  writeFileSync(file, JSON.stringify({ ...record, ...change }));
  return file;
}

it('is held once, and free after its release', async () => {
  const file = lockFile();
  const lock = await Lock.acquire(file, 'a');
  expect(read(file)).toMatchObject({ schemaVersion: 1, pid: process.pid, host: thisComputer().host });
  await expect(Lock.acquire(file, 'a')).rejects.toThrow(
    `"a" is being run already, by process ${String(process.pid)} on this computer. Wait for it, or cancel it.`,
  );
  await lock.release();
  expect(existsSync(file)).toBe(false);
  await (await Lock.acquire(file, 'a')).release();
});

it('is given to one of many that come together', async () => {
  const file = lockFile();
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => Lock.acquire(file, 'a')));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

async function expectOneOfMany(file: string): Promise<void> {
  const of = (host: string, pid: number): Processes => ({
    ...{ host, pid, bootId: host, pidNamespace: host },
    ...{ startTime: () => '1', isAlive: () => true },
  });
  const all = ['a', 'b'].flatMap((host) => Array.from({ length: 10 }, (_, at) => of(host, 1000 + at)));
  const attempts = all.map((here) => Lock.acquire(file, 'a', { here, heartbeats: new Heartbeats() }));
  const got = (await Promise.allSettled(attempts)).flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(got).toHaveLength(1);
  expect(read(file)).toMatchObject({ host: got[0]?.record.host, pid: got[0]?.record.pid });
  await got[0]?.release();
}

it('is given to one of many that come together from two hosts of a shared file system', async () => {
  await expectOneOfMany(lockFile());
});

/** All of them see what a dead process has left before any of them takes it over. */
it.each(['a dead process', 'garbage'])('is given to one of many that find what is left of %s', async (what) => {
  const file = await foreign({ host: 'a', pidNamespace: 'a', bootId: 'before' });
  if (what === 'garbage') writeFileSync(file, '{');
  await expectOneOfMany(file);
  expect(readdirSync(path.dirname(file))).toEqual([]);
});

it('is taken although a clean-up removes every unfinished file that it sees', async () => {
  const file = lockFile();
  let isOver = false;
  const cleanUp = async (): Promise<void> => {
    while (!isOver) await removeHalfWritten(path.dirname(file));
  };
  const take = async (): Promise<void> => {
    for (let times = 0; times < 100; times++) await (await Lock.acquire(file, 'a')).release();
  };
  await Promise.all([take().finally(() => (isOver = true)), cleanUp(), cleanUp()]);
  expect(readdirSync(path.dirname(file))).toEqual([]);
});

it('is taken over from a process whose pid another one has got since', async () => {
  const sleeper = spawn('sleep', ['60']);
  const file = await foreign({ pid: sleeper.pid ?? 1, startTime: '1' });
  const lock = await Lock.acquire(file, 'a');
  expect(read(file).pid).toBe(process.pid);
  await lock.release();
  sleeper.kill();
});

it.each(['', '{"schemaVersion": 1', 'null', '{"pid": "x"}'])('is taken over where the file holds garbage: %j', async (text) => {
  const file = await foreign({});
  writeFileSync(file, text);
  await (await Lock.acquire(file, 'a')).release();
});

it('is taken over after a restart of the computer', async () => {
  await (await Lock.acquire(await foreign({ bootId: 'another' }), 'a')).release();
});

it('is respected where another computer holds it, which is named with a way out, until its heart stops', async () => {
  const file = await foreign({ host: 'elsewhere', pid: 1 });
  await expect(Lock.acquire(file, 'a')).rejects.toThrow(
    `by process 1 on elsewhere. Wait for it, or cancel it; if elsewhere is gone, run again in a minute, or delete ${file}.`,
  );
});

/** A monotonic clock on which every pause between two looks takes a second; `onPause` is what the other computer does meanwhile. */
function looking(onPause: (seconds: number) => void): { readonly here: Processes; readonly heartbeats: Heartbeats; seconds(): number } {
  let seconds = 0;
  const pause = (): Promise<void> => {
    seconds += 1;
    onPause(seconds);
    return Promise.resolve();
  };
  return { here: thisComputer(), heartbeats: new Heartbeats({ now: () => seconds * 1_000, pause }), seconds: () => seconds };
}

describe.each([-24 * 3600, -120, 120, 3600])('of a computer whose clock is %i seconds beside ours', (skew) => {
  const heartbeat = (): number => Date.now() + skew * 1_000;

  it('is never taken over while it beats', async () => {
    const file = await foreign({ host: 'elsewhere', pid: 1, heartbeat: heartbeat() });
    const beat = (seconds: number): void => {
      if (seconds % 50 === 0) writeFileSync(file, JSON.stringify({ ...read(file), heartbeat: read(file).heartbeat + 5_000 }));
    };
    await expect(Lock.acquire(file, 'a', looking(beat))).rejects.toThrow('by process 1 on elsewhere');
    expect(read(file).host).toBe('elsewhere');
    // Lists believe it too.
    expect(await readHolder(file)).toMatchObject({ host: 'elsewhere' });
  });

  it('is taken over when it was seen to stand still for a minute', async () => {
    const file = await foreign({ host: 'elsewhere', pid: 1, heartbeat: heartbeat() });
    const look = looking(() => undefined);
    const lock = await Lock.acquire(file, 'a', look);
    expect([look.seconds(), read(file).pid]).toEqual([60, process.pid]);
    await lock.release();
  });
});

it('ends its waiting when it is told to', async () => {
  const file = await foreign({ host: 'elsewhere', heartbeat: 0 });
  const signal = AbortSignal.abort(new Error('stopped'));
  await expect(Lock.acquire(file, 'a', { here: thisComputer(), heartbeats: new Heartbeats(), signal })).rejects.toThrow();
  expect(read(file).host).toBe('elsewhere');
});

it('does not remove the lock of somebody who has taken over', async () => {
  const file = lockFile();
  const lock = await Lock.acquire(file, 'a');
  writeFileSync(file, JSON.stringify({ ...read(file), pid: 1 }));
  expect(await lock.isMine()).toBe(false);
  await lock.release();
  expect(read(file).pid).toBe(1);
});

it('asks the process here, the heart elsewhere and where the system is silent', () => {
  const here: Processes = {
    host: 'h',
    pid: 1,
    bootId: 'b',
    pidNamespace: 'n',
    startTime: (pid) => (pid === 8 ? '80' : null),
    isAlive: (pid) => pid > 6,
  };
  const lock: LockRecord = { schemaVersion: 1, host: 'h', pid: 8, startTime: '80', bootId: 'b', pidNamespace: 'n', heartbeat: 0 };
  const held = (change: Partial<LockRecord>): boolean | null => isHeld({ ...lock, ...change }, here);
  expect(held({})).toBe(true);
  expect([held({ pid: 6 }), held({ startTime: '79' }), held({ bootId: 'c' })]).toEqual([false, false, false]);
  // No start times, or a container of the same name, which does not see the same processes.
  expect([held({ pid: 7 }), held({ pidNamespace: 'm', pid: 6 }), held({ host: 'i' })]).toEqual([null, null, null]);
});

it('knows that a zombie is dead', async () => {
  const parent = spawn('sh', ['-c', 'true & echo $!; exec sleep 60']);
  const pid = await new Promise<number>((resolve) => parent.stdout.once('data', (text: Buffer) => resolve(Number(text.toString()))));
  await expect.poll(() => thisComputer().isAlive(pid)).toBe(false);
  expect(thisComputer().isAlive(parent.pid ?? 0)).toBe(true);
  parent.kill();
});
