/** One download at a time, whatever the clocks say. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { alone } from '../../../../src/data/known/download-lock.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';

const { signal } = new AbortController();
const quick = { abandonedAfter: 300, changedEvery: 20, askedEvery: 5 };
const lockFile = (): string => join(temporaryFolder(), 'data.bin.lock');

it('two at once follow one another, however long the first takes', async () => {
  const file = lockFile();
  const order: string[] = [];
  const work = (name: string) => async (): Promise<void> => {
    order.push(`${name} begins`);
    await sleep(2 * quick.abandonedAfter);
    order.push(`${name} ends`);
  };
  await Promise.all(['one', 'other'].map((name) => alone(file, signal, work(name), quick)));
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

it('what a dead process of this computer has left is taken over at once, and an empty file in its time', async () => {
  const file = lockFile();
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  await alone(file, signal, () => Promise.resolve(writeFileSync(`${file}.copy`, readFileSync(file))), quick);
  const [token, system] = readFileSync(`${file}.copy`, 'utf8').split('\n');
  writeFileSync(file, [token, system, pid, 0, ''].join('\n'));
  const endless = { ...quick, abandonedAfter: 1e9 };
  expect(await alone(file, signal, () => Promise.resolve('mine'), endless)).toBe('mine');
  writeFileSync(file, '');
  expect(await alone(file, signal, () => Promise.resolve('mine'), quick)).toBe('mine');
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
