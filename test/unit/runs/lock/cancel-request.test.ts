import { chownSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cancelFromElsewhere, watchCancelRequests } from '../../../../src/runs/lock/cancel-request.ts';
import { readProgress, writeProgress } from '../../../../src/runs/lock/live-progress.ts';
import { Lock } from '../../../../src/runs/lock/lock.ts';
import type { RunProgress } from '../../../../src/shared/results/progress.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';

let lock: Lock;
let cancelFile = '';
let unwatch: () => void;
let cancelled = 0;
beforeEach(async () => {
  const file = path.join(temporaryFolder(), 'experiments/a/lock.json');
  lock = await Lock.acquire(file, 'a');
  cancelFile = path.join(path.dirname(file), 'cancel.json');
  cancelled = 0;
  unwatch = watchCancelRequests(lock.record, file, () => void cancelled++);
});
afterEach(async () => {
  unwatch();
  await lock.release();
});

/** The watch has looked at what is there now: a request that counts, made through another lock's watch, is answered after it. */
async function looked(): Promise<void> {
  const other = await Lock.acquire(path.join(temporaryFolder(), 'experiments/b/lock.json'), 'b');
  const seen = new Promise<void>((resolve) => watchCancelRequests(other.record, other.file, resolve));
  writeFileSync(path.join(path.dirname(other.file), 'cancel.json'), JSON.stringify(other.record));
  await seen;
  await other.release();
}

it('is heard by the holder, who releases its lock, and leaves nothing behind', async () => {
  const asked = cancelFromElsewhere(lock.file, 'a');
  await expect.poll(() => cancelled).toBe(1);
  await lock.release();
  expect(await asked).toBe(true);
  expect(existsSync(cancelFile)).toBe(false);
  expect(await cancelFromElsewhere(lock.file, 'a')).toBe(false);
});

it.each([
  ['an earlier runner', (): string => JSON.stringify({ ...lock.record, pid: lock.record.pid + 1 })],
  ['a process of another start of the computer', (): string => JSON.stringify({ ...lock.record, bootId: 'another' })],
  ['nobody: it is garbage', (): string => '{"schemaVersion": 1'],
] as const)('is not heard where it asks for %s', async (_, text) => {
  writeFileSync(cancelFile, text());
  await looked();
  expect(cancelled).toBe(0);
});

it('is not heard through a link', async () => {
  const elsewhere = path.join(temporaryFolder(), 'cancel.json');
  writeFileSync(elsewhere, JSON.stringify(lock.record));
  symlinkSync(elsewhere, cancelFile);
  await looked();
  expect(cancelled).toBe(0);
});

it('is not heard where a folder has its name', async () => {
  mkdirSync(cancelFile);
  await looked();
  expect(cancelled).toBe(0);
});

it.skipIf(process.getuid?.() !== 0)('is not heard from another user, who may write into a shared folder', async () => {
  writeFileSync(cancelFile, JSON.stringify(lock.record));
  chownSync(cancelFile, 65534, 65534);
  await looked();
  expect(cancelled).toBe(0);
});

const progress: RunProgress = {
  ...{ trainingsDone: 1, trainingsPlanned: 4, iterationsDone: 10, iterationsPlanned: 40, fraction: 0.25, secondsLeft: null },
  active: [{ experiment: 'a', trial: 1, round: 2, series: 'ticket', replicate: 0, rounds: 3, iteration: 5, iterations: 10 }],
};

it('progress is read as it was written, and not at all where it is none', async () => {
  expect(await readProgress(lock.file)).toBeNull();
  await writeProgress(lock.file, progress);
  expect(await readProgress(lock.file)).toEqual(progress);
  const file = path.join(path.dirname(lock.file), 'progress.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('0.25', '25'));
  expect(await readProgress(lock.file)).toBeNull();
});
