/** Trainings as jobs of a real Slurm, whose controller and two nodes are brought up for this file. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bringSlurm, type Cluster } from '../../../scripts/bring/slurm.mjs';
import { skipLoudly } from '../../../scripts/bring/skip-or-fail.mjs';
import type { SlurmOptions } from '../../../src/shared/config/executor/executor-options.ts';
import type { RunRequest } from '../../../src/shared/channel/runner-protocol.ts';
import { sharedFolder } from '../../temporary-folder.ts';
import { begin, bitsOf, carryOut, type FollowedRun, happens, newStore, request, smallConfig } from './harness.ts';

const cluster: Cluster | null = await bringSlurm(sharedFolder()).catch((error: unknown) => {
  skipLoudly('Slurm', error);
  return null;
});
/** "failures" breaks jobs in every way, which takes minutes; "full" does so with a sweep of 100 trainings. */
const extent = process.env['WT_SLURM'];
const full = extent === 'full';
const slurm = (program: string, ...args: string[]): string => cluster?.call(program, ...args) ?? '';

beforeAll(() => {
  process.env['SLURM_CONF'] = cluster?.env['SLURM_CONF'];
  process.env['WT_SLURM_POLL_SECONDS'] = '0.5';
});
afterAll(async () => {
  await cluster?.stop();
});

const executor: SlurmOptions = { kind: 'slurm', cpus: 2, maxJobs: 20, taskMinutes: 0 };
const onCluster = (storeFolder: string, change: Partial<RunRequest> = {}, options: Partial<SlurmOptions> = {}): RunRequest =>
  request(storeFolder, { executor: { ...executor, ...options }, ...change });

async function localBits(change: Partial<RunRequest> = {}): Promise<object> {
  const storeFolder = newStore();
  await carryOut(request(storeFolder, change));
  return bitsOf(storeFolder);
}

const logOf = ({ events }: FollowedRun): string => events.map((event) => (event.method === 'log' ? event.payload.text : '')).join('\n');

/** Tasks of ours that the controller lists in this state. */
const tasksIn = (state: string): readonly string[] =>
  slurm('squeue', '--noheader', '--array', `--states=${state}`, '--format=%F_%K %j')
    .split('\n')
    .filter((line) => line.includes(' winning-ticket-'))
    .map((line) => line.split(' ')[0] ?? '');

/** A task that is running now, as soon as there is one. */
async function runningTask(): Promise<string> {
  await expect.poll(() => tasksIn('RUNNING').length, { interval: 100 }).toBeGreaterThan(0);
  return tasksIn('RUNNING')[0] ?? '';
}

/** Ends processes of a task's user as a node that is out of memory would. */
const kill = (task: string): string => slurm('scancel', '--signal=KILL', '--batch', task);

/** Long enough to be caught in the middle. */
const longer = { config: smallConfig({ training: { iterations: 12_000, evaluateEvery: 300 }, pruning: { rounds: 1 } }) };

describe.skipIf(!cluster)('on a cluster', () => {
  it('a run has the bits of a local one, and leaves nothing else behind', async () => {
    const storeFolder = newStore();
    const run = begin(onCluster(storeFolder));
    expect(await run.ended).toMatchObject({ state: 'finished', failure: null, counts: { trained: 7 } });
    expect(bitsOf(storeFolder)).toEqual(await localBits());
    expect(readdirSync(path.join(storeFolder, 'slurm'))).toEqual([]);
  });
});

describe.skipIf(!cluster || extent === undefined)('on a cluster where things go wrong', () => {
  it('tasks that are killed, requeued, held, told of their time limit or cancelled by hand, and a controller that is away, change no bit', async () => {
    const storeFolder = newStore();
    const run = begin(onCluster(storeFolder, longer));
    const actions: ((task: string) => unknown)[] = [
      kill,
      (task) => slurm('scontrol', 'requeue', task),
      (task) => slurm('scancel', '--signal=TERM', '--batch', task),
      (task) => slurm('scancel', task),
    ];
    for (const act of actions) {
      await Promise.resolve(act(await runningTask()));
      await sleep(1_000);
    }
    await cluster?.stopController();
    await sleep(2_000);
    await cluster?.startController();
    expect(await run.ended).toMatchObject({ state: 'finished', failure: null });
    expect(logOf(run)).toMatch(/Slurm job \d+_\d+ was stopped and has saved; it is submitted again, and goes on from iteration [1-9]/);
    expect(logOf(run)).toMatch(/Slurm job \d+_\d+ was cancelled by hand|was stopped and has saved/);
    expect(bitsOf(storeFolder)).toEqual(await localBits(longer));
  });

  it('is seen task by task, cancels its own tasks alone, and goes on anywhere', async () => {
    const storeFolder = newStore();
    const foreign = slurm('sbatch', '--parsable', '--hold', '--job-name=winning', '--output=/dev/null', '--wrap', 'sleep 1').trim();
    slurm('scontrol', 'update', 'PartitionName=test', 'State=DOWN');
    const run = begin(onCluster(storeFolder, longer));
    await happens(run, ({ active }) => active.some(({ job }) => job?.state === 'queued'));
    slurm('scontrol', 'hold', tasksIn('PENDING')[0] ?? '');
    await happens(run, ({ active }) => active.some(({ job }) => job?.state === 'held'));
    slurm('scontrol', 'release', tasksIn('PENDING')[0] ?? '');
    slurm('scontrol', 'update', 'PartitionName=test', 'State=UP');
    await happens(run, ({ active }) => active.some(({ job, iteration }) => job?.state === 'running' && iteration > 0));
    await run.handle.cancel();
    expect(await run.ended).toMatchObject({ state: 'cancelled', failure: null });
    expect([...tasksIn('RUNNING'), ...tasksIn('PENDING')]).toEqual([]);
    expect(slurm('squeue', '--noheader', '--format=%A').trim()).toBe(foreign);
    slurm('scancel', foreign);
    await carryOut(request(storeFolder, longer));
    expect(bitsOf(storeFolder)).toEqual(await localBits(longer));
  });

  it('waits where the queue takes no more jobs', async () => {
    const storeFolder = newStore();
    const foreign = slurm('sbatch', '--parsable', '--hold', '--array=0-38', '--output=/dev/null', '--wrap', 'true').trim();
    const run = begin(onCluster(storeFolder));
    await expect.poll(() => logOf(run)).toContain('Slurm takes no more jobs for the moment');
    slurm('scancel', foreign);
    expect(await run.ended).toMatchObject({ state: 'finished', failure: null });
  });

  it.each([
    ['without Node.js', 'PATH=/nowhere', /found no Node\.js on node n\d|Nodes without a usable Node\.js: n\d/],
    [
      'with too old a Node.js',
      'node() { return 1; }; PATH="$1/old:$PATH"; mkdir -p "$1/old"; printf "#!/bin/sh\\nexit 1\\n" > "$1/old/node"; chmod +x "$1/old/node"',
      /older than version 20|Nodes without a usable Node\.js/,
    ],
    ['with too little memory for WebAssembly', 'ulimit -v 900000', /Slurm job \d+_\d+ failed: .*Its log is|its log is/s],
  ])('a node %s is named', async (_, setup, words) => {
    const storeFolder = newStore();
    const run = begin(
      onCluster(storeFolder, { config: smallConfig({ pruning: { rounds: 1 }, controls: { randomReinit: 0, randomMask: 0 } }) }, { setup }),
    );
    const end = await run.ended;
    expect([end.state, end.failure]).toEqual(['failed', expect.stringMatching(words)]);
  });

  it('says what Slurm says of a partition that there is not', async () => {
    const { state, failure } = await carryOut(onCluster(newStore(), {}, { partition: 'nowhere' }));
    expect([state, failure]).toEqual(['failed', expect.stringMatching(/Slurm takes no job: sbatch: .*invalid partition/s)]);
  });

  it('a sweep of many short trainings is finished while its tasks are killed at random', async () => {
    const members = Array.from({ length: full ? 20 : 4 }, (_, at) => ({
      experiment: `small[seed=${String(at)}]`,
      config: smallConfig({ seed: at, pruning: { rounds: 1 }, training: { iterations: 2_000, evaluateEvery: 100 } }),
    }));
    const storeFolder = newStore();
    const run = begin(onCluster(storeFolder, { members }, { taskMinutes: 0.05 }));
    let over = false;
    void run.ended.then(() => (over = true));
    let draw = 1;
    while (!over) {
      const tasks = tasksIn('RUNNING');
      draw = (draw * 48_271) % 2_147_483_647;
      const task = tasks[draw % Math.max(1, tasks.length)];
      if (task !== undefined && draw % 3 > 0) kill(task);
      await sleep(full ? 1_500 : 2_500);
    }
    expect(await run.ended).toMatchObject({ state: 'finished', failure: null });
    const local = newStore();
    await carryOut(request(local, { members }));
    expect(readdirSync(path.join(storeFolder, 'tensors')).toSorted()).toEqual(readdirSync(path.join(local, 'tensors')).toSorted());
  });
});
