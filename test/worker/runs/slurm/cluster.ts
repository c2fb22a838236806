/** A real Slurm for the tests of a file, and runs on it. */
import { afterAll, beforeAll } from 'vitest';
import { bringSlurm, type Cluster } from '../../../../scripts/bring/slurm.mjs';
import { skipLoudly } from '../../../../scripts/bring/skip-or-fail.mjs';
import type { RunRequest } from '../../../../src/shared/channel/runner-protocol.ts';
import type { SlurmOptions } from '../../../../src/shared/config/executor/executor-options.ts';
import type { ActiveTraining } from '../../../../src/shared/results/progress.ts';
import { sharedFolder } from '../../../temporary-folder.ts';
import { bitsOf, carryOut, type FollowedRun, happens, newStore, request, smallConfig } from '../harness.ts';

/** Ended after the last test of the file; null, said loudly, where it cannot be had. */
export async function clusterOfFile(): Promise<Cluster | null> {
  const cluster = await bringSlurm(sharedFolder()).catch((error: unknown) => {
    skipLoudly('Slurm', error);
    return null;
  });
  beforeAll(() => {
    process.env['SLURM_CONF'] = cluster?.env['SLURM_CONF'];
    process.env['WT_SLURM_POLL_SECONDS'] = '0.5';
    process.env['WT_CHECKPOINT_ITERATIONS'] = '1000';
  });
  afterAll(() => cluster?.stop());
  return cluster;
}

const executor: SlurmOptions = { kind: 'slurm', cpus: 2, maxJobs: 20, taskMinutes: 0 };
export const onCluster = (storeFolder: string, change: Partial<RunRequest> = {}, options: Partial<SlurmOptions> = {}): RunRequest =>
  request(storeFolder, { executor: { ...executor, ...options }, ...change });

export async function localBits(change: Partial<RunRequest> = {}): Promise<object> {
  const storeFolder = newStore();
  await carryOut(request(storeFolder, change));
  return bitsOf(storeFolder);
}

export const logOf = ({ events }: FollowedRun): string =>
  events.flatMap((event) => (event.method === 'log' ? [event.payload.text] : [])).join('\n');

/** The dense network, a ticket and two controls, each long enough to be caught in the middle. */
export const longer = { config: smallConfig({ training: { iterations: 15_000, evaluateEvery: 1_000 }, pruning: { rounds: 1 } }) };

/** Tasks of ours that the controller lists in this state. */
export const tasksIn = (cluster: Cluster, state: string): readonly string[] =>
  cluster
    .call('squeue', '--noheader', '--array', `--states=${state}`, '--format=%F_%K %j')
    .split('\n')
    .filter((line) => line.includes(' winning-ticket-'))
    .map((line) => line.split(' ')[0] ?? '');

/** A task in the middle of a training that has come further since this was asked, as soon as there is one. @throws Error where the run ends before. */
export async function busyTask(cluster: Cluster, run: FollowedRun): Promise<string> {
  const seen = new Map<string, number>();
  let task = '';
  const isAtWork = (training: ActiveTraining): boolean => {
    const key = JSON.stringify([training.round, training.series]);
    const before = seen.get(key);
    seen.set(key, training.iteration);
    return before !== undefined && before !== training.iteration && training.iteration > 0 && training.job?.state === 'running';
  };
  await happens(run, ({ active }) => {
    if (task !== '') return true;
    const candidates = active.filter(isAtWork).flatMap(({ job }) => job?.id ?? []);
    const running = candidates.length > 0 ? tasksIn(cluster, 'RUNNING') : [];
    task = candidates.find((id) => running.includes(id)) ?? '';
    return task !== '';
  });
  return task;
}
