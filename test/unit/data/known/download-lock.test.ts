/** One download at a time, whatever the clocks say. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { alone } from '../../../../src/data/known/download-lock.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';

const { signal } = new AbortController();
const quick = { abandonedAfter: 300, changedEvery: 20, askedEvery: 5, now: () => performance.now() };
const lockFile = (): string => join(temporaryFolder(), 'data.bin.lock');

/** How often the lock was changed by its holder; the file may be empty in the moment in which it is written. */
const changesOf = (file: string): number => Number((existsSync(file) ? readFileSync(file, 'utf8') : '').split('\n')[3] ?? 0);

/** A clock that goes on by a change of the lock alone: a machine that is slow has no part in it. */
function clockOf(file: string): () => number {
  let [changes, sum] = [0, 0];
  return () => {
    const now = changesOf(file);
    if (now > changes) sum += now - changes;
    changes = now;
    return sum * (quick.abandonedAfter / 3);
  };
}

it('two at once follow one another, however long the first takes', async () => {
  const file = lockFile();
  const order: string[] = [];
  const work = (name: string) => async (): Promise<void> => {
    order.push(`${name} begins`);
    await expect.poll(() => changesOf(file)).toBeGreaterThan(12);
    order.push(`${name} ends`);
  };
  await Promise.all(['one', 'other'].map((name) => alone(file, signal, work(name), { ...quick, now: clockOf(file) })));
  const [first, second] = order[0] === 'one begins' ? ['one', 'other'] : ['other', 'one'];
  expect(order).toEqual([`${first} begins`, `${first} ends`, `${second} begins`, `${second} ends`]);
  expect(existsSync(file)).toBe(false);
});

it.each([-86_400, -3600, 3600, 86_400])('a lock whose time is %i s beside this clock is kept while it changes', async (seconds) => {
  const file = lockFile();
  let isHeld = false;
  const holder = alone(
    file,
    signal,
    async () => {
      isHeld = true;
      const away = new Date(Date.now() + 1000 * seconds);
      for (let times = 0; times < 60; times++) {
        if (existsSync(file)) utimesSync(file, away, away);
        await sleep(10);
      }
      isHeld = false;
    },
    quick,
  );
  await sleep(20);
  expect(await alone(file, signal, () => Promise.resolve(isHeld), quick)).toBe(false);
  await holder;
});

it('what another computer has left behind is taken over when it has long stood still; its own clock does not matter', async () => {
  const file = lockFile();
  writeFileSync(file, 'token\nanother computer\n17\n3\n');
  const now = new Date();
  utimesSync(file, now, now);
  await alone(file, signal, () => Promise.resolve(), quick);
  expect(existsSync(file)).toBe(false);
});

/** The lock of a process of this computer that is gone. */
async function leaveDead(file: string): Promise<void> {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  await alone(file, signal, () => Promise.resolve(writeFileSync(`${file}.copy`, readFileSync(file))), quick);
  const [token, system] = readFileSync(`${file}.copy`, 'utf8').split('\n');
  writeFileSync(file, [token, system, pid, 0, ''].join('\n'));
}

it('what a dead process of this computer has left is taken over at once, and an empty file in its time', async () => {
  const file = lockFile();
  await leaveDead(file);
  const endless = { ...quick, abandonedAfter: 1e9 };
  expect(await alone(file, signal, () => Promise.resolve('mine'), endless)).toBe('mine');
  writeFileSync(file, '');
  expect(await alone(file, signal, () => Promise.resolve('mine'), quick)).toBe('mine');
});

it('of many that find what a dead process has left, one at a time goes on', async () => {
  const file = lockFile();
  await leaveDead(file);
  let [atWork, most] = [0, 0];
  const work = async (): Promise<void> => {
    most = Math.max(most, ++atWork);
    await sleep(5);
    atWork--;
  };
  await Promise.all(Array.from({ length: 12 }, () => alone(file, signal, work, { ...quick, abandonedAfter: 1e9 })));
  expect([most, atWork]).toEqual([1, 0]);
  expect(readdirSync(dirname(file))).toEqual(['data.bin.lock.copy']);
});

it('a lock that another process has taken over is left to it', async () => {
  const file = lockFile();
  await alone(file, signal, () => Promise.resolve(writeFileSync(file, 'token\nanother computer\n17\n3\n')), quick);
  expect(readFileSync(file, 'utf8')).toBe('token\nanother computer\n17\n3\n');
});

it('the waiting can be stopped', async () => {
  const [file, stop] = [lockFile(), new AbortController()];
  writeFileSync(file, 'token\nanother computer\n17\n3\n');
  const waiting = alone(file, stop.signal, () => Promise.resolve(), { ...quick, abandonedAfter: 1e9 });
  setTimeout(() => stop.abort(), 20);
  await expect(waiting).rejects.toThrow(/abort/i);
});
