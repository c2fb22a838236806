/** Everything that goes wrong on a cluster, done to a real one. A sweep of 100 trainings and a real time limit: test/breaking/slurm.test.ts. */
import { readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../../../scripts/bring/slurm.mjs';
import { begin, bitsOf, carryOut, happens, newStore, request, smallConfig } from '../harness.ts';
import { busyTask, clusterOfFile, localBits, logOf, longer, onCluster, tasksIn } from './cluster.ts';
import { kill, sweepUnderKills } from './random-kills.ts';

const brought = await clusterOfFile();
const cluster = brought as Cluster;
const slurm = (program: string, ...args: string[]): string => cluster.call(program, ...args);

const setNode = (node: string, ...change: string[]): string => slurm('scontrol', 'update', `NodeName=${node}`, ...change);
const nodeOf = (task: string): string => slurm('squeue', '--noheader', `--jobs=${task}`, '--format=%N').trim();

async function loseNode(task: string): Promise<void> {
  const node = nodeOf(task);
  setNode(node, 'State=DOWN', 'Reason=test');
  await sleep(1_000);
  try {
    setNode(node, 'State=RESUME');
  } catch {
    // It has come back by itself, as its configuration says.
  }
}

/** A job of somebody else's that takes every processor for a moment, in a partition whose jobs come before ours. */
const preempt = (): string => slurm('sbatch', '--partition=first', '--nodes=2', '--exclusive', '--output=/dev/null', '--wrap', 'sleep 1');

async function restartController(): Promise<void> {
  await cluster.stopController();
  await sleep(2_000);
  await cluster.startController();
}

const ways: readonly (readonly [string, (task: string) => unknown, RegExp])[] = [
  ['is killed', (task) => kill(cluster, task), /job \d+_\d+ failed; it is submitted again, and goes on from iteration \d/],
  ['is requeued by hand', (task) => slurm('scontrol', 'requeue', task), /^/],
  [
    'is told of its end',
    (task) => slurm('scancel', '--signal=TERM', '--batch', task),
    /job \d+_\d+ was stopped and has saved; it is submitted again, and goes on from iteration \d/,
  ],
  ['is cancelled by hand', (task) => slurm('scancel', task), /job \d+_\d+ was (cancelled by hand|stopped and has saved)/],
  ['loses its node', loseNode, /^/],
  ['has to make room', preempt, /^/],
  ['has no controller for a while', restartController, /^/],
];

const noControls = { randomReinit: 0, randomMask: 0 };
/** The dense network and a ticket, long enough for all ways one after the other. */
const longest = {
  config: smallConfig({ training: { iterations: 300_000, evaluateEvery: 20_000 }, pruning: { rounds: 1 }, controls: noControls }),
};

describe.skipIf(!brought)('on a cluster where things go wrong', () => {
  it('a run in which a task is killed, requeued, stopped, cancelled, loses its node and has to make room, without a controller at last, changes no bit', async () => {
    const storeFolder = newStore();
    // The cluster waits most of the time: meanwhile the same is trained here.
    const local = localBits(longest);
    const run = begin(onCluster(storeFolder, longest));
    for (const [, act] of ways) await act(await busyTask(cluster, run));
    expect(await run.ended, logOf(run)).toMatchObject({ state: 'finished', failure: null });
    for (const [what, , words] of ways) expect(logOf(run), what).toMatch(words);
    expect(bitsOf(storeFolder)).toEqual(await local);
  }, 600_000);

  it('is seen task by task, cancels its own tasks alone, and goes on anywhere', async () => {
    const storeFolder = newStore();
    const foreign = slurm('sbatch', '--parsable', '--hold', '--job-name=winning', '--output=/dev/null', '--wrap', 'sleep 1').trim();
    slurm('scontrol', 'update', 'PartitionName=test', 'State=DOWN');
    const run = begin(onCluster(storeFolder, longer));
    await happens(run, ({ active }) => active.some(({ job }) => job?.state === 'queued'));
    slurm('scontrol', 'hold', tasksIn(cluster, 'PENDING')[0] ?? '');
    await happens(run, ({ active }) => active.some(({ job }) => job?.state === 'held'));
    expect(logOf(run)).toMatch(/Slurm job (\d+_\d+) is held; "scontrol release \1" lets it go\./);
    slurm('scontrol', 'release', tasksIn(cluster, 'PENDING')[0] ?? '');
    slurm('scontrol', 'update', 'PartitionName=test', 'State=UP');
    await happens(run, ({ active }) => active.some(({ job, iteration }) => job?.state === 'running' && iteration > 0));
    await run.handle.cancel();
    expect(await run.ended).toMatchObject({ state: 'cancelled', failure: null });
    expect([...tasksIn(cluster, 'RUNNING'), ...tasksIn(cluster, 'PENDING')]).toEqual([]);
    expect(slurm('squeue', '--noheader', '--format=%A').trim()).toBe(foreign);
    slurm('scancel', foreign);
    await carryOut(request(storeFolder, longer));
    expect(bitsOf(storeFolder)).toEqual(await localBits(longer));
  });

  it('waits where the queue takes no more jobs', async () => {
    const storeFolder = newStore();
    // The controller counts jobs that have ended lately.
    const known = slurm('squeue', '--noheader', '--array', '--states=all').trim().split('\n').filter(Boolean).length;
    const held = (...more: string[]): string =>
      slurm('timeout', '10', 'sbatch', '--hold', '--job-name=foreign', '--output=/dev/null', '--wrap', 'true', ...more);
    held(`--array=1-${String(cluster.mostJobs - known - 5)}`);
    expect(() => Array.from({ length: 10 }, () => held())).toThrow('sleeping and retrying');
    const run = begin(onCluster(storeFolder));
    await expect.poll(() => logOf(run)).toContain('Slurm takes no more jobs for the moment');
    slurm('scancel', '--name=foreign');
    expect(await run.ended, logOf(run)).toMatchObject({ state: 'finished', failure: null });
  });

  it('a node that sees the files of the run late waits for them', async () => {
    const storeFolder = newStore();
    slurm('scontrol', 'update', 'PartitionName=test', 'State=DOWN');
    const run = begin(onCluster(storeFolder));
    await happens(run, ({ active }) => active.some(({ job }) => job?.state === 'queued'));
    const [name = ''] = readdirSync(path.join(storeFolder, 'slurm'));
    const [seen, hidden] = ['trainings', 'unseen'].map((room) => path.join(storeFolder, 'slurm', name, room)) as [string, string];
    renameSync(seen, hidden);
    slurm('scontrol', 'update', 'PartitionName=test', 'State=UP');
    await happens(run, ({ active }) => active.some(({ job }) => job?.state === 'running'));
    await sleep(2_000);
    renameSync(hidden, seen);
    expect(await run.ended, logOf(run)).toMatchObject({ state: 'finished', failure: null, counts: { trained: 7 } });
    expect(logOf(run)).not.toContain('submitted again');
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
    const config = smallConfig({ pruning: { rounds: 1 }, controls: noControls });
    const end = await begin(onCluster(storeFolder, { config }, { setup })).ended;
    expect([end.state, end.failure]).toEqual(['failed', expect.stringMatching(words)]);
  });

  it('says what Slurm says of a partition that there is not', async () => {
    const { state, failure } = await carryOut(onCluster(newStore(), {}, { partition: 'nowhere' }));
    expect([state, failure]).toEqual(['failed', expect.stringMatching(/Slurm takes no job: sbatch: .*invalid partition/s)]);
  });

  it('a sweep of 16 short trainings is finished while its tasks are killed at random', async () => {
    await sweepUnderKills(cluster, 16);
  });
});
