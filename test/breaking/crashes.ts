/** The crash matrix: the runner is killed, its writes fail or are lost, and the experiment must come out the same. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { openStore } from '../../src/runs/library/store.ts';
import { newStore } from '../worker/runs/harness.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type Draw, diskAfter, type Operation, readLog, writeFound } from './lost-writes.ts';
import { bitsAfter, type Faults, runTiny } from './tiny-run.ts';

/** Nothing of a killed run says that it still runs, and nothing hinders the next one. */
export async function expectAtRest(storeFolder: string): Promise<void> {
  for (const { state, runner, problem } of await openStore(storeFolder).list()) {
    expect([runner, problem]).toEqual([null, null]);
    expect(['interrupted', 'finished', 'cancelled', 'failed']).toContain(state);
  }
}

/** Runs to the end and compares. */
export async function expectSameBits(storeFolder: string, expected: object): Promise<void> {
  expect(await runTiny(storeFolder)).toMatchObject({ state: 'finished', failure: null });
  await expectAtRest(storeFolder);
  expect(await bitsAfter(storeFolder)).toEqual(expected);
}

/** How many changes a run makes in its store, written down. */
export async function operationsOfRun(): Promise<{ readonly operations: readonly Operation[]; readonly root: string }> {
  const storeFolder = newStore();
  const log = path.join(temporaryFolder(), 'operations.jsonl');
  expect(await runTiny(storeFolder, { log })).toMatchObject({ state: 'finished' });
  return { operations: readLog(log), root: path.dirname(storeFolder) };
}

/** Kills a new run before the given change and takes it to its end. */
export async function killAt(killAt: number, expected: object): Promise<void> {
  const storeFolder = newStore();
  const { state } = await runTiny(storeFolder, { killAt });
  if (state === 'failed') await expectAtRest(storeFolder);
  await expectSameBits(storeFolder, expected);
}

/** One experiment, killed again and again a few changes after each start, until it has finished or it is enough; returns the kills. */
export async function killedOften(draw: Draw, isEnough: (kills: number) => boolean, expected: object): Promise<number> {
  const storeFolder = newStore();
  let kills = 0;
  for (; !isEnough(kills); kills++) {
    const { state } = await runTiny(storeFolder, { killAt: 4 + draw(50) });
    await expectAtRest(storeFolder);
    if (state === 'finished') break;
  }
  await expectSameBits(storeFolder, expected);
  return kills;
}

export const troubles = ['ENOSPC', 'EROFS', 'EIO', 'EDQUOT', 'EACCES'] as const;

/** A write that fails ends the run in one sentence; afterwards it goes on as if nothing had been. */
export async function failAt(faults: Faults, expected: object): Promise<void> {
  const storeFolder = newStore();
  const { state, failure } = await runTiny(storeFolder, faults);
  if (state !== 'finished') {
    expect([state, failure]).toEqual(['failed', expect.stringContaining('could not be written')]);
    expect(failure).not.toMatch(/\n| at |made by a test/);
  }
  await expectAtRest(storeFolder);
  await expectSameBits(storeFolder, expected);
}

/** A power cut after so many changes. */
export async function cutAt(
  operations: readonly Operation[],
  count: number,
  from: { readonly root: string; readonly draw: Draw },
  expected: object,
) {
  const to = temporaryFolder();
  writeFound(diskAfter(operations, count, from.root).after(from.draw), from.root, to);
  const storeFolder = path.join(to, '.winning-ticket');
  await expectSameBits(storeFolder, expected);
}

/** A power cut after the end of a run loses nothing: all that can be lost is, and nothing is trained again. */
export function expectAllOnDisk(operations: readonly Operation[], root: string, expected: object): string {
  const to = temporaryFolder();
  writeFound(
    diskAfter(operations, operations.length, root).after(() => 0),
    root,
    to,
  );
  const storeFolder = path.join(to, '.winning-ticket');
  expect(readdirSync(path.join(storeFolder, 'trainings'))).toHaveLength(Object.keys((expected as { trainings: object }).trainings).length);
  return storeFolder;
}
