/** Controls beyond the two of every default, transfer, instability and sweeps in the bundled runner. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../../../src/runs/library/store.ts';
import { sweepMembers } from '../../../src/shared/config/sweep/sweep-members.ts';
import { controlNames } from '../../../src/shared/specs/series.ts';
import { carryOut, newStore, request, smallConfig } from './harness.ts';

const none = { randomReinit: 0, randomMask: 0 };

it('trains every control there is, and no other training again', async () => {
  const storeFolder = newStore();
  const all = Object.fromEntries(controlNames.map((name) => [name, 1]));
  const settings = { trials: 2, pruning: { rounds: 1 } };
  await carryOut(request(storeFolder, { config: smallConfig({ ...settings, controls: none }) }));
  const run = await carryOut(request(storeFolder, { config: smallConfig({ ...settings, controls: all }) }));
  expect(run).toMatchObject({ state: 'finished', failure: null });
  expect(run.document?.trainings).toHaveLength(2 * (2 + controlNames.length));
  expect(run.trained).toBe(2 * controlNames.length);
});

it('measures instability, and measures nothing twice', async () => {
  const storeFolder = newStore();
  const config = smallConfig({ controls: none, instability: { rounds: [0, 2], points: 5 } });
  const first = await carryOut(request(storeFolder, { config }));
  expect(first).toMatchObject({ state: 'finished', failure: null, trained: 5 });
  const lines = first.document?.instability ?? [];
  expect(lines.map(({ trial, round, points }) => [trial, round, points.length])).toEqual([
    [1, 0, 5],
    [1, 2, 5],
  ]);
  // The ends of the line are the two networks themselves.
  const { document } = first;
  const end = (role: string): number | null | undefined => document?.trainings.find((one) => one.role === role)?.testAccuracyAtEnd;
  expect(lines[1]?.points[0]?.testAccuracy).toBe(end('trial-1/round-02/ticket'));
  expect(lines[1]?.points[4]?.testAccuracy).toBe(end('trial-1/round-02/data-order-1'));
  const files = readdirSync(path.join(storeFolder, 'evaluations'));
  // Two lines, three untrained networks, two pruned ones.
  expect(files).toHaveLength(7);
  expect((await openStore(storeFolder).collectGarbage(true)).files).toBe(0);
  expect((await carryOut(request(storeFolder, { config }))).document?.instability).toEqual(lines);
  rmSync(path.join(storeFolder, 'evaluations'), { recursive: true });
  const again = await carryOut(request(storeFolder, { config }));
  expect([again.trained, again.document?.instability]).toEqual([0, lines]);
});

it('runs the members of a sweep together, equal trainings once', async () => {
  const storeFolder = newStore();
  const config = smallConfig({ controls: none, sweep: { trials: [1, 2] } });
  const members = sweepMembers(config, 'small');
  const end = await carryOut(request(storeFolder, { config, members }));
  expect(end).toMatchObject({ state: 'finished', failure: null });
  expect((await openStore(storeFolder).list()).map(({ experiment }) => experiment)).toEqual(['small@trials=1', 'small@trials=2']);
  // Three of the first trial, three of the second.
  expect(readdirSync(path.join(storeFolder, 'trainings'))).toHaveLength(6);
  const progress = end.events.flatMap((event) => (event.method === 'progress' ? [event.payload] : []));
  expect(progress.at(-1)?.trainingsPlanned).toBe(9);
  const fractions = progress.map(({ fraction }) => fraction);
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
});

it('says of every member of a sweep when it has ended, and how', async () => {
  const config = smallConfig({ controls: none, sweep: { 'pruning.rounds': [1, 2] } });
  const end = await carryOut(request(newStore(), { config, members: sweepMembers(config, 'small') }));
  const states = new Map(end.events.flatMap(({ method, payload }) => (method === 'document' ? [[payload.experiment, payload.state]] : [])));
  expect([...states].toSorted()).toEqual([
    ['small@rounds=1', 'finished'],
    ['small@rounds=2', 'finished'],
  ]);
});

it('two config files of one name, or of two spellings of it, do not replace each other', async () => {
  const storeFolder = newStore();
  const folder = path.dirname(storeFolder);
  const files = ['one.lottery.json', 'two.lottery.json'].map((name) => path.join(folder, name));
  for (const file of files) writeFileSync(file, '{}');
  const run = (configPath: string | undefined, experiment: string, rounds: number) =>
    carryOut(
      request(storeFolder, {
        experiment,
        configPath: configPath ?? null,
        config: smallConfig({ controls: none, pruning: { rounds: 1 }, seed: rounds }),
      }),
    );
  expect(await run(files[0], 'caf\u00e9', 1)).toMatchObject({ state: 'finished' });
  const before = readFileSync(openStore(storeFolder).experiment('caf\u00e9').recordFile, 'utf8');
  const second = await run(files[1], 'cafe\u0301', 2);
  expect(second.failure).toContain(`is the experiment of ${files[0] ?? ''} already, with other settings.`);
  expect(readFileSync(openStore(storeFolder).experiment('caf\u00e9').recordFile, 'utf8')).toBe(before);
  // The same settings out of another file belong to it, and so does a file that was moved.
  expect(await run(files[1], 'caf\u00e9', 1)).toMatchObject({ state: 'finished', trained: 0 });
  rmSync(files[1] ?? '');
  expect(await run(files[0], 'caf\u00e9', 2)).toMatchObject({ state: 'finished', trained: 2 });
});
