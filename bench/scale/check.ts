/** A small sweep really run on a Slurm of this machine, and the same sweep on paper with the seconds that its trainings have taken. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { bringSlurm, type Cluster } from '../../scripts/bring/slurm.mjs';
import { rolePath } from '../../src/lottery/places/role.ts';
import { openStore, type Store } from '../../src/runs/library/store.ts';
import { simulate, type Simulated } from './simulate.ts';
import { planOf } from './small-lenet.ts';

const learningRates = [0.0012, 0.0024];
const [pruning, controls] = [{ rounds: 3 }, { randomReinit: 1, randomMask: 1 }];
const options = { cpus: 1, maxJobs: 2, taskMinutes: 1 };

const config = {
  dataset: 'mnist',
  network: 'lenet-300-100',
  ...{ pruning, controls },
  training: { iterations: 300, evaluateEvery: 100 },
  sweep: { 'training.learningRate': learningRates },
};

/** By member and role. */
async function secondsIn(store: Store): Promise<readonly ReadonlyMap<string, number>[]> {
  const members = await Promise.all((await store.experiments()).map((experiment) => experiment.record()));
  return Promise.all(
    members.map(async (member) => {
      const roles = Object.entries(member?.trainings ?? {});
      const named = roles.map(async ([role, hash]) => [role, (await store.training(hash).record())?.seconds ?? NaN] as const);
      return new Map(await Promise.all(named));
    }),
  );
}

/** What a task takes beside its trainings, by Slurm's own clock: the mean over all tasks. */
function startSecondsOf({ call }: Cluster, trainingSeconds: number): number {
  const lines = call('squeue', '--noheader', '--array', '--states=COMPLETED', '--format=%S|%e').trim().split('\n');
  const lasted = lines.map((line) => {
    const [begun = '', ended = ''] = line.split('|');
    return (Date.parse(ended) - Date.parse(begun)) / 1000;
  });
  return (lasted.reduce((sum, seconds) => sum + seconds, 0) - trainingSeconds) / lasted.length;
}

export interface Checked {
  /** Of a task, as measured. */
  readonly startSeconds: number;
  /** Seconds from the start of the program to its end. */
  readonly measured: number;
  readonly simulated: Simulated;
}

/** @param program Folder of the program's bundles. @throws Error where Slurm cannot be had. */
export async function check(program: string): Promise<Checked> {
  const folder = mkdtempSync(path.join(tmpdir(), 'wt-scale-'));
  const cluster = await bringSlurm(folder);
  try {
    const [file, storeFolder] = [path.join(folder, 'check.lottery.json'), path.join(folder, 'store')];
    writeFileSync(file, JSON.stringify(config));
    const { cpus, maxJobs, taskMinutes } = options;
    const wanted = ['--cpus', cpus, '--max-jobs', maxJobs, '--task-minutes', taskMinutes].map(String);
    const args = [path.join(program, 'cli.js'), 'run', file, '--quiet', '--store', storeFolder, '--executor', 'slurm', ...wanted];
    const begun = performance.now();
    await promisify(execFile)(process.execPath, args, { env: cluster.env });
    const measured = (performance.now() - begun) / 1000;
    const seconds = await secondsIn(openStore(storeFolder));
    const all = seconds.flatMap((member) => [...member.values()]).reduce((sum, one) => sum + one, 0);
    const startSeconds = startSecondsOf(cluster, all);
    const plans = learningRates.map(() => planOf({ pruning, controls }));
    const secondsOf = (place: Parameters<typeof rolePath>[0], member: number): number => seconds[member]?.get(rolePath(place)) ?? NaN;
    return { startSeconds, measured, simulated: await simulate(plans, secondsOf, { nodes: 2, cores: 4, ...options, startSeconds }) };
  } finally {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
