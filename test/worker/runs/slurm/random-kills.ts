/** A sweep on a cluster whose tasks are killed at random until it has finished. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Cluster } from '../../../../scripts/bring/slurm.mjs';
import { begin, carryOut, type FollowedRun, newStore, request, smallConfig } from '../harness.ts';
import { logOf, onCluster, tasksIn } from './cluster.ts';

/** Ends the processes of a task as a node that is out of memory would; false where it has just ended by itself. */
export function kill(cluster: Cluster, task: string): boolean {
  try {
    cluster.call('scancel', '--signal=KILL', '--batch', task);
    return true;
  } catch {
    return false;
  }
}

/** Trainings of one member: the dense network, a ticket and its two controls. */
const ofMember = 4;

const membersOf = (trainings: number) =>
  Array.from({ length: Math.ceil(trainings / ofMember) }, (_, at) => ({
    experiment: `small[seed=${String(at)}]`,
    config: smallConfig({ seed: at, pruning: { rounds: 1 }, training: { iterations: 2_000, evaluateEvery: 100 } }),
  }));

/** Tasks that the cluster runs at a time are half of these: the others are drawn in vain, so that the last task of all is in no greater danger than the first. */
const places = 8;

/**
 * The next task is killed when the run has come further than ever before: on a slow machine, where a task takes long to begin, the last one of all
 * would else be killed before its first checkpoint as often as the run puts up with.
 * @returns How many it has killed.
 */
async function killUntilOver(cluster: Cluster, { ended, handle }: FollowedRun): Promise<number> {
  let [over, draw, killed] = [false, 1, 0];
  let [furthest, furthestAtKill] = [0, -1];
  handle.on('progress', ({ fraction }) => (furthest = Math.max(furthest, fraction)));
  void ended.then(() => (over = true));
  while (!over) {
    draw = (draw * 48_271) % 2_147_483_647;
    const task = furthest > furthestAtKill ? tasksIn(cluster, 'RUNNING')[draw % places] : undefined;
    if (task !== undefined && kill(cluster, task)) [killed, furthestAtKill] = [killed + 1, furthest];
    await sleep(2_000);
  }
  return killed;
}

/** It is finished, and has left the tensors of a local run: every bit of every mask and of all weights. */
export async function sweepUnderKills(cluster: Cluster, trainings: number): Promise<{ readonly killed: number; readonly log: string }> {
  const members = membersOf(trainings);
  const storeFolder = newStore();
  const run = begin(onCluster(storeFolder, { members }));
  const killed = await killUntilOver(cluster, run);
  expect(await run.ended, logOf(run)).toMatchObject({ state: 'finished', failure: null });
  expect(killed).toBeGreaterThan(0);
  const local = newStore();
  await carryOut(request(local, { members }));
  const [there, here] = [storeFolder, local].map((folder) => readdirSync(path.join(folder, 'tensors')).toSorted());
  expect(there).toEqual(here);
  return { killed, log: logOf(run) };
}
