/** What a run needs and is taken away: disk, folder, clock, memory, threads. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { startRun } from '../../src/runs/client/start-run.ts';
import type { RunRequest } from '../../src/shared/channel/runner-protocol.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { begin, bitsOf, carryOut, happens, newStore, request, runnerFile, smallConfig } from '../worker/runs/harness.ts';
import { expectSameBits } from './crashes.ts';
import { runTiny, tinyRequest, withEnvironment } from './tiny-run.ts';

const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
const mount = (...args: string[]): void => void execFileSync('mount', args, { stdio: 'ignore' });

/** A real file system that becomes full, then read-only. @returns false where it cannot be mounted. */
export async function fillDisk(expected: object): Promise<boolean> {
  if (!isRoot) return false;
  const disk = path.join(temporaryFolder(), 'disk');
  mkdirSync(disk);
  mount('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk);
  try {
    const storeFolder = path.join(disk, '.winning-ticket');
    const full = await runTiny(storeFolder);
    expect([full.state, full.failure]).toEqual(['failed', expect.stringContaining('the disk is full')]);
    mount('-o', 'remount,size=64m,ro', disk);
    const readOnly = await runTiny(storeFolder);
    expect([readOnly.state, readOnly.failure]).toEqual(['failed', expect.stringContaining('read-only')]);
    mount('-o', 'remount,rw', disk);
    await expectSameBits(storeFolder, expected);
  } finally {
    execFileSync('umount', [disk]);
  }
  return true;
}

/** Long enough to be caught in the middle. */
export const longConfig = smallConfig({ training: { iterations: 6000, evaluateEvery: 300 }, pruning: { rounds: 1 } });
export const longRequest = (storeFolder: string): RunRequest => request(storeFolder, { config: longConfig });

export async function longBits(): Promise<object> {
  const storeFolder = newStore();
  await carryOut(longRequest(storeFolder));
  return bitsOf(storeFolder);
}

/** The store is renamed or deleted under a run, which ends in words; where it lies now it goes on. */
export async function moveStore(how: 'renamed' | 'deleted', expected: object): Promise<void> {
  const storeFolder = newStore();
  const run = begin(longRequest(storeFolder));
  await happens(run, ({ active }) => active.length > 0);
  const moved = `${storeFolder}-moved/.winning-ticket`;
  if (how === 'deleted') rmSync(storeFolder, { recursive: true, force: true, maxRetries: 20 });
  else {
    mkdirSync(path.dirname(moved));
    renameSync(storeFolder, moved);
  }
  const { state, failure } = await run.ended;
  expect([state, failure]).toEqual(['failed', expect.stringMatching(/its folder is gone|its folder was deleted|has taken over/)]);
  const now = how === 'renamed' ? moved : storeFolder;
  rmSync(path.join(now, 'experiments/small/lock.json'), { force: true });
  expect(await carryOut(longRequest(now))).toMatchObject({ state: 'finished' });
  expect(bitsOf(now)).toEqual(expected);
}

const clock = path.join(import.meta.dirname, 'shifted-clock.cjs');

/** The clock is set by an hour under a run: progress goes on, and no number of it is odd. */
export async function shiftClock(milliseconds: number, expected: object): Promise<void> {
  const storeFolder = newStore();
  const run = withEnvironment({ NODE_OPTIONS: `--require ${JSON.stringify(clock)}`, WT_CLOCK_SHIFT: String(milliseconds) }, () =>
    begin(longRequest(storeFolder)),
  );
  expect(await run.ended).toMatchObject({ state: 'finished' });
  const progress = run.events.flatMap((event) => (event.method === 'progress' ? [event.payload] : []));
  const fractions = progress.map(({ fraction }) => fraction);
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  expect(progress.every(({ secondsLeft }) => secondsLeft === null || (secondsLeft >= 0 && secondsLeft < 600))).toBe(true);
  expect(progress.length).toBeGreaterThan(3);
  expect(bitsOf(storeFolder)).toEqual(expected);
}

/** Ways for a thread to break down; each is code that stands before the thread's own. */
export const breakdowns = {
  trap: `setTimeout(() => new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of(0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,102,0,0,10,5,1,3,0,0,11))).exports.f(), 1);`,
  exit: `process.exit(7);`,
  throw: `throw new Error('a library threw');`,
  'out of memory': `const all = []; for (;;) all.push(Array.from({ length: 1e5 }, () => ({})));`,
} as const;

/** A copy of the program whose threads break down. */
function brokenProgram(code: string): string {
  const folder = path.join(temporaryFolder(), 'dist');
  cpSync(path.dirname(runnerFile), folder, { recursive: true, filter: (source) => !source.endsWith('.map') });
  const file = path.join(folder, 'training-thread.cjs');
  writeFileSync(file, `${code}\n${readFileSync(file, 'utf8')}`);
  return path.join(folder, 'runner.cjs');
}

/** A thread that breaks down fails its training and nothing else; a run afterwards gives the same bits. */
export async function breakThread(how: keyof typeof breakdowns, expected: object): Promise<void> {
  const storeFolder = newStore();
  const broken = brokenProgram(breakdowns[how]);
  const { state, failure } = await withEnvironment({ NODE_OPTIONS: '--max-old-space-size=80' }, () =>
    startRun({ runnerFile: broken, request: tinyRequest(storeFolder) }),
  ).ended;
  expect([state, failure]).toEqual(['failed', expect.stringMatching(/The training thread broke down|ended (with|by)/)]);
  await expectSameBits(storeFolder, expected);
}

/** The whole runner has too little memory. */
export async function starveRunner(expected: object): Promise<void> {
  const storeFolder = newStore();
  const { state, failure } = await withEnvironment({ NODE_OPTIONS: '--max-old-space-size=4' }, () => begin(tinyRequest(storeFolder))).ended;
  expect(['failed', 'finished']).toContain(state);
  if (state === 'failed') expect(failure).toMatch(/The runner (was ended by signal|ended with exit code)|broke down/);
  await expectSameBits(storeFolder, expected);
}

/** A day's progress at four events a second, from a real process; @returns bytes of the heap that stay taken. */
export async function followEvents(events: number): Promise<number> {
  const runner = path.join(temporaryFolder(), 'talker.cjs');
  const event = {
    trainingsDone: 1,
    trainingsPlanned: 2,
    iterationsDone: 1,
    iterationsPlanned: 2,
    fraction: 0.5,
    secondsLeft: 1,
    active: [],
  };
  writeFileSync(
    runner,
    `let sequence = 0;
     const send = (message) => new Promise((resolve) => process.send({ v: 1, ...message }, () => resolve()));
     const emit = (method, payload) => send({ kind: 'event', sequence: ++sequence, method, payload });
     process.on('message', async ({ id }) => {
       await send({ kind: 'reply', id, payload: { accepted: true } });
       for (let count = 0; count < ${String(events)}; count++) await emit('progress', ${JSON.stringify(event)});
       await emit('end', { state: 'finished', failure: null, document: null });
       process.exit(0);
     });`,
  );
  let heard = 0;
  const before = process.memoryUsage().heapUsed;
  const run = startRun({ runnerFile: runner, request: {} as RunRequest });
  run.on('progress', () => (heard += 1));
  expect(await run.ended).toMatchObject({ state: 'finished' });
  expect(heard).toBe(events);
  return process.memoryUsage().heapUsed - before;
}
