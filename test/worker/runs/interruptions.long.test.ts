/** Runs that are cancelled, doubled or left alone; crashes.long.test.ts kills them. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import { openStore } from '../../../src/runs/library/store.ts';
import { thisComputer } from '../../../src/data/files/processes.ts';
import type { Config } from '../../../src/shared/config/schema/schema.ts';
import type { RunProgress } from '../../../src/shared/results/progress.ts';
import {
  begin,
  bitsOf,
  carryOut,
  type FollowedRun,
  happens,
  hold,
  hasCheckpoint,
  newStore,
  request,
  runnerFile,
  smallConfig,
  trainingFolders,
} from './harness.ts';

/** Long enough to be caught in the middle, on machines several times as fast too: progress is said four times a second. */
const config = smallConfig({
  trials: 2,
  controls: { randomReinit: 1, randomMask: 0 },
  training: { iterations: 12_000, evaluateEvery: 300 },
});
let expected: object;
beforeAll(async () => (expected = await undisturbed(config)));

/** The runner has ended, or has not within a minute. */
async function isGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 600 && thisComputer().isAlive(pid); tries++) await sleep(100);
  return !thisComputer().isAlive(pid);
}

async function undisturbed(config: Config): Promise<object> {
  const storeFolder = newStore();
  await carryOut(request(storeFolder, { config }));
  return bitsOf(storeFolder);
}

const progressOf = ({ events }: Pick<FollowedRun, 'events'>): readonly RunProgress[] =>
  events.flatMap((event) => (event.method === 'progress' ? [event.payload] : []));

interface HeldRun extends FollowedRun {
  /** Until then it does nothing. */
  readonly letGo: () => void;
}

/** Both dense networks are trained, at most a few of the eight others; one of those has begun, so that there is something to save. */
async function beginInTheMiddle(storeFolder: string): Promise<HeldRun> {
  const run = begin(request(storeFolder, { config }));
  const isHalfway = ({ active }: RunProgress): boolean =>
    active.some(({ iteration, iterations }) => iteration > 0 && iteration < iterations / 2);
  await happens(run, (progress) => progress.trainingsDone > 1 && isHalfway(progress));
  return { ...run, letGo: hold(await run.pid) };
}

it('is cancelled with its checkpoints, and goes on from them', async () => {
  const storeFolder = newStore();
  const run = await beginInTheMiddle(storeFolder);
  const cancelled = run.handle.cancel();
  run.letGo();
  await cancelled;
  expect(await run.ended).toMatchObject({ state: 'cancelled', failure: null, document: { state: 'cancelled' } });
  expect(hasCheckpoint(storeFolder)).toBe(true);
  expect(await openStore(storeFolder).list()).toMatchObject([{ state: 'cancelled', runner: null }]);
  const resumed = await carryOut(request(storeFolder, { config }));
  expect(resumed).toMatchObject({ state: 'finished' });
  // What is in the store counts from the first word on.
  expect(progressOf(resumed)[0]?.fraction).toBeGreaterThanOrEqual(progressOf(run).at(-1)?.fraction ?? 1);
  expect(progressOf(resumed)[0]?.trainingsDone).toBeGreaterThan(1);
  expect(bitsOf(storeFolder)).toEqual(expected);
});

it('is cancelled while it starts', async () => {
  for (const milliseconds of [0, 50, 150, 250]) {
    const run = begin(request(newStore(), { config }));
    await sleep(milliseconds);
    await run.handle.cancel();
    expect((await run.ended).state).toBe('cancelled');
  }
});

it('is cancelled by SIGTERM from elsewhere', async () => {
  const run = await beginInTheMiddle(newStore());
  process.kill(await run.pid, 'SIGTERM');
  run.letGo();
  expect(await run.ended).toMatchObject({ state: 'cancelled' });
});

it('is cancelled through its store, where others see how far it is', async () => {
  const storeFolder = newStore();
  const run = await beginInTheMiddle(storeFolder);
  const store = openStore(storeFolder);
  await expect.poll(async () => (await store.list())[0]?.runner?.progress?.trainingsPlanned).toBe(10);
  const cancelled = store.cancel('small');
  run.letGo();
  expect(await cancelled).toBe(true);
  expect(await run.ended).toMatchObject({ state: 'cancelled', failure: null });
  expect(await store.cancel('small')).toBe(false);
  expect(await store.list()).toEqual([{ experiment: 'small', state: 'cancelled', problem: null, earlierOf: null, runner: null }]);
  expect(readdirSync(path.join(storeFolder, 'experiments/small')).filter((name) => !name.endsWith('.tmp'))).toEqual(['experiment.json']);
});

it('reads as interrupted after a kill, at once', async () => {
  const storeFolder = newStore();
  const run = await beginInTheMiddle(storeFolder);
  expect(await openStore(storeFolder).list()).toMatchObject([
    { experiment: 'small', state: 'running', problem: null, runner: { host: thisComputer().host, pid: await run.pid, here: true } },
  ]);
  run.handle.kill();
  await run.ended;
  expect(await openStore(storeFolder).list()).toEqual([
    { experiment: 'small', state: 'interrupted', problem: null, earlierOf: null, runner: null },
  ]);
});

it('is refused while another runs the same experiment, which goes on', async () => {
  const storeFolder = newStore();
  const first = await beginInTheMiddle(storeFolder);
  const second = await carryOut(request(storeFolder, { config }));
  first.letGo();
  expect(second.state).toBe('failed');
  expect(second.failure).toContain(`"small" is being run already, by process ${String(await first.pid)} on this computer`);
  expect(await first.ended).toMatchObject({ state: 'finished' });
  expect(bitsOf(storeFolder)).toEqual(expected);
});

it('saves and ends when its parent is gone', async () => {
  const storeFolder = newStore();
  const parentFile = path.join(path.dirname(storeFolder), 'parent.cjs');
  const call = JSON.stringify({ v: 1, kind: 'call', id: 1, method: 'start', payload: request(storeFolder, { config }) });
  writeFileSync(
    parentFile,
    `const runner = require('node:child_process').fork(${JSON.stringify(runnerFile)}, { stdio: 'ignore' });
     runner.send(${call});
     runner.on('message', (m) => m.method === 'progress' && m.payload.trainingsDone > 1 && console.log(runner.pid));`,
  );
  const parent = spawn(process.execPath, [parentFile]);
  const pid = await new Promise<number>((resolve) =>
    parent.stdout.once('data', (text: Buffer) => resolve(Number.parseInt(text.toString(), 10))),
  );
  const letGo = hold(pid);
  parent.kill('SIGKILL');
  letGo();
  expect(await isGone(pid)).toBe(true);
  expect(await openStore(storeFolder).list()).toMatchObject([{ state: 'interrupted', runner: null }]);
  await carryOut(request(storeFolder, { config }));
  expect(bitsOf(storeFolder)).toEqual(expected);
});

it('keeps the whole evaluations of an interrupted training and writes the torn one anew', async () => {
  const storeFolder = newStore();
  const run = await beginInTheMiddle(storeFolder);
  const cancelled = run.handle.cancel();
  run.letGo();
  await cancelled;
  for (const folder of trainingFolders(storeFolder).filter((one) => !existsSync(path.join(one, 'training.json')))) {
    const file = path.join(folder, 'evaluations.jsonl');
    writeFileSync(file, `${readFileSync(file, 'utf8')}{"iteration": 10`);
  }
  await carryOut(request(storeFolder, { config }));
  expect(bitsOf(storeFolder)).toEqual(expected);
});
