/** Several hosts on one folder: terminals and windows that start, retrain, delete and clean up at the same time. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { openStore } from '../../../src/runs/library/store.ts';
import type { Config } from '../../../src/shared/config/schema/schema.ts';
import { sharedFolder, temporaryFolder } from '../../temporary-folder.ts';
import { type Finished, run } from '../cli/harness.ts';
import { begin, bitsOf, happens, hold, request, smallConfig } from './harness.ts';

/** Long enough that all who start it at once meet; its dense network is that of `other`. */
const small = smallConfig({ training: { iterations: 6000, evaluateEvery: 300 }, pruning: { rounds: 1 } });
const other: Config = { ...small, pruning: { ...small.pruning, criterion: 'random' } };

/** A folder with both configs. */
function filled(folder: string): string {
  for (const [name, config] of Object.entries({ small, other }))
    writeFileSync(path.join(folder, `${name}.lottery.json`), JSON.stringify(config));
  return folder;
}
const storeIn = (folder: string): string => path.join(folder, '.winning-ticket');
const inTerminal = (folder: string, ...args: string[]): Promise<Finished> => run(folder, ...args);

/** Bits of both experiments, one run after the other. */
let expected: object;
beforeAll(async () => {
  const folder = filled(sharedFolder());
  for (const name of ['small', 'other']) expect((await inTerminal(folder, 'run', `${name}.lottery.json`)).code).toBe(0);
  expected = bitsOf(storeIn(folder));
});

it('N035: of several that start one experiment at once one runs it; the others are refused, and told by whom', async () => {
  const folder = filled(temporaryFolder());
  const all = [1, 2, 3].map(() => inTerminal(folder, 'run', 'small.lottery.json'));
  const lock = path.join(storeIn(folder), 'experiments/small/lock.json');
  // Whoever is first is at work until the others have been refused.
  await expect.poll(() => existsSync(lock)).toBe(true);
  const letGo = hold((JSON.parse(readFileSync(lock, 'utf8')) as { pid: number }).pid);
  let refused = 0;
  for (const one of all) void one.then(({ code }) => (refused += Number(code === 3)));
  await expect.poll(() => refused).toBe(2);
  letGo();
  const ends = await Promise.all(all);
  expect(ends.map(({ code }) => code).toSorted()).toEqual([0, 3, 3]);
  for (const { err } of ends.filter(({ code }) => code === 3))
    expect(err).toMatch(/"small" is being run already, by process \d+ on this computer/);
  expect((await inTerminal(folder, 'run', 'other.lottery.json')).code).toBe(0);
  expect(bitsOf(storeIn(folder))).toEqual(expected);
});

it('two that share trainings, run at once by two hosts, come out as one after the other', async () => {
  const folder = filled(temporaryFolder());
  const ends = await Promise.all(['small', 'other'].map((name) => inTerminal(folder, 'run', `${name}.lottery.json`)));
  expect(ends.map(({ code }) => code)).toEqual([0, 0]);
  expect(bitsOf(storeIn(folder))).toEqual(expected);
  expect(await openStore(storeIn(folder)).list()).toMatchObject([
    { state: 'finished', runner: null },
    { state: 'finished', runner: null },
  ]);
});

it('while a window runs one, a terminal can retrain another; what would take from the run is refused', async () => {
  const folder = filled(temporaryFolder());
  for (const name of ['other', 'small']) expect((await inTerminal(folder, 'run', `${name}.lottery.json`)).code).toBe(0);
  // A hundred trials more: it runs for as long as is needed here.
  const window = begin(request(storeIn(folder), { config: { ...small, trials: 100 } }));
  await happens(window, ({ active }) => active.length > 0);
  const [again, gc, elsewhere, shown] = await Promise.all([
    inTerminal(folder, 'retrain', 'small/trial-1/round-00'),
    inTerminal(folder, 'gc'),
    inTerminal(folder, 'retrain', 'other/trial-1/round-01'),
    inTerminal(folder, 'show', 'small'),
  ]);
  expect([again.code, gc.code, elsewhere.code, shown.code]).toEqual([3, 3, 0, 0]);
  await expect(openStore(storeIn(folder)).deleteExperiment('small')).rejects.toThrow('is being run by process');
  await openStore(storeIn(folder)).deleteExperiment('other');
  await window.handle.cancel();
  expect(await window.ended).toMatchObject({ state: 'cancelled', failure: null });
});

it('a clean-up that begins as a run does takes nothing from it', async () => {
  const folder = filled(temporaryFolder());
  const garbage = path.join(storeIn(folder), 'tensors', `${'0'.repeat(64)}.safetensors`);
  expect((await inTerminal(folder, 'run', 'other.lottery.json')).code).toBe(0);
  for (let times = 0; times < 4; times++) {
    mkdirSync(path.dirname(garbage), { recursive: true });
    writeFileSync(garbage, '');
    const window = begin(request(storeIn(folder), { config: small }));
    const clean = openStore(storeIn(folder)).collectGarbage(false);
    const refused = await clean.then(
      () => null,
      (error: Error) => error.message,
    );
    expect(refused === null || /is running; clean up when it has ended/.test(refused), String(refused)).toBe(true);
    const { state, failure } = await window.ended;
    expect([state, failure]).toEqual(['finished', null]);
    expect(window.events.filter((event) => event.method === 'log' && event.payload.level !== 'info')).toEqual([]);
    await openStore(storeIn(folder)).deleteExperiment('small');
  }
});
