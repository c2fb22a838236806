/** Long versions of test/worker/runs/slurm: a sweep of 100 trainings whose tasks are killed at random, and a time limit that Slurm itself keeps. */
import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../scripts/bring/slurm.mjs';
import { begin, bitsOf, newStore, smallConfig } from '../worker/runs/harness.ts';
import { clusterOfFile, localBits, logOf, onCluster } from '../worker/runs/slurm/cluster.ts';
import { sweepUnderKills } from '../worker/runs/slurm/random-kills.ts';
import { towards } from './figures.ts';

const brought = await clusterOfFile();
const cluster = brought as Cluster;

/** A dense network and a ticket, each longer than a task may last. */
const long = {
  config: smallConfig({
    training: { iterations: 600_000, evaluateEvery: 50_000 },
    pruning: { rounds: 1 },
    controls: { randomReinit: 0, randomMask: 0 },
  }),
};

describe.skipIf(!brought)('a cluster', () => {
  it('finishes a sweep of 100 trainings while its tasks are killed at random', () =>
    towards('Slurm tasks killed in a sweep of 100 trainings', 1, async () => (await sweepUnderKills(cluster, 100)).killed));

  it('ends a task at its time limit, which costs a step at most', () =>
    towards('trainings stopped by the time limit of Slurm', 1, async () => {
      const storeFolder = newStore();
      const run = begin(onCluster(storeFolder, long, { time: '0:01:00' }));
      expect(await run.ended, logOf(run)).toMatchObject({ state: 'finished', failure: null });
      const stops = logOf(run).match(/was stopped and has saved; it is submitted again, and goes on from iteration [1-9]\d{4}/g) ?? [];
      expect(stops.length, logOf(run)).toBeGreaterThan(0);
      expect(bitsOf(storeFolder)).toEqual(await localBits(long));
      return stops.length;
    }));
});
