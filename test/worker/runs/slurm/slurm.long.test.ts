/** Trainings as jobs of a real Slurm, whose controller and two nodes are brought up for this file. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { begin, bitsOf, newStore } from '../harness.ts';
import { clusterOfFile, localBits, onCluster } from './cluster.ts';

const cluster = await clusterOfFile();

describe.skipIf(!cluster)('on a cluster', () => {
  it('a run has the bits of a local one, leaves nothing else behind, and asks for no processor in vain', async () => {
    const storeFolder = newStore();
    const run = begin(onCluster(storeFolder, {}, { cpus: 4 }));
    expect(await run.ended).toMatchObject({ state: 'finished', failure: null, counts: { trained: 7 } });
    expect(bitsOf(storeFolder)).toEqual(await localBits());
    expect(readdirSync(path.join(storeFolder, 'slurm'))).toEqual([]);
    // The dense network comes alone, tickets with their controls: no task asks for a processor that it leaves idle.
    const processors = cluster?.call('squeue', '--noheader', '--array', '--states=all', '--format=%C').trim().split('\n').map(Number) ?? [];
    expect(processors.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(7);
    expect(Math.min(...processors)).toBe(1);
    expect(Math.max(...processors)).toBeGreaterThan(1);
  });
});
