/** Results of settings that an experiment no longer has are kept under a name of their own. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { openStore, type Store } from '../../../../src/runs/library/store.ts';
import { earlierRecord, forgetEarlierRun, keepEarlierRun } from '../../../../src/runs/store/earlier-runs.ts';
import type { ExperimentRecord } from '../../../../src/runs/store/experiments/experiment-record.ts';
import { parseMemberName } from '../../../../src/shared/config/sweep/sweep-name.ts';
import { earlierNames } from '../../../../src/shared/results/earlier-run.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';
import { experimentRecord, storeTraining } from '../stored-experiment.ts';

let store: Store;
beforeEach(() => void (store = openStore(path.join(temporaryFolder(), 'store'))));

/** Each basis has a training of its own. */
async function recordOf(experiment: string, basis: string, losses = [0.5, 0.3, 0.4, 0.45]): Promise<ExperimentRecord> {
  await store.prepare();
  const dense = await storeTraining(store, { weights: basis.padEnd(64, '0'), mask: null }, losses);
  return { ...experimentRecord(experiment, { 'trial-1/round-00/ticket': dense }), basis, state: 'finished' };
}

it('are an experiment of their own, with what is kept about it', async () => {
  const name = await keepEarlierRun(store, await recordOf('lenet', 'one'));
  expect(name).toMatch(/^lenet@[0-9a-f]{8,}$/);
  await store.experiment('lenet').write(await recordOf('lenet', 'two'));
  const entries = await store.list();
  expect(entries.map(({ experiment, earlierOf }) => [experiment, earlierOf?.experiment])).toEqual([
    ['lenet', undefined],
    [name, 'lenet'],
  ]);
  expect((await store.document(name ?? '')).trainings).toHaveLength(1);
  expect((await store.summary(name ?? '')).earlierOf?.replacedAt).toMatch(/^\d{4}-\d\d-\d\dT/);
  // A list that is read from the index says the same.
  expect((await store.overview()).map(({ earlierOf }) => earlierOf?.experiment)).toEqual([undefined, 'lenet']);
});

it('are never garbage, until they are deleted; then they can be put back', async () => {
  const record = await recordOf('lenet', 'one');
  const name = (await keepEarlierRun(store, record)) ?? '';
  await store.experiment('lenet').write(await recordOf('lenet', 'two'));
  expect(await store.collectGarbage(false)).toEqual({ files: 0, bytes: 0 });
  const undo = await store.deleteExperiment(name);
  expect((await store.list()).map(({ experiment }) => experiment)).toEqual(['lenet']);
  await undo();
  expect((await store.document(name)).trainings).toHaveLength(1);
  await expect(undo()).rejects.toThrow('is there again');
  await store.deleteExperiment(name);
  expect((await store.collectGarbage(false)).files).toBeGreaterThan(0);
  expect(existsSync(store.training(record.trainings['trial-1/round-00/ticket'] ?? '').recordFile)).toBe(false);
});

it('are not kept where nothing was finished', async () => {
  await store.prepare();
  expect(await keepEarlierRun(store, { ...experimentRecord('lenet', { 'trial-1/round-00/ticket': 'a'.repeat(64) }), basis: 'one' })).toBe(
    null,
  );
  expect(await store.list()).toEqual([]);
});

it('are found by their settings, and forgotten when the experiment has these again', async () => {
  const name = (await keepEarlierRun(store, await recordOf('lenet', 'one'))) ?? '';
  await keepEarlierRun(store, await recordOf('lenet', 'two'));
  expect((await earlierRecord(store, { experiment: 'lenet', basis: 'one' }))?.experiment).toBe(name);
  expect(await earlierRecord(store, { experiment: 'lenet', basis: 'three' })).toBe(null);
  expect(await earlierRecord(store, { experiment: 'other', basis: 'one' })).toBe(null);
  await forgetEarlierRun(store, { experiment: 'lenet', basis: 'one' });
  expect((await store.list()).map(({ experiment }) => experiment === name)).toEqual([false]);
});

it('get a longer name where something else has theirs, which is left alone', async () => {
  const name = (await keepEarlierRun(store, await recordOf('lenet', 'one'))) ?? '';
  await store.deleteExperiment(name);
  await store.experiment(name).write(await recordOf(name, 'of the user'));
  const other = (await keepEarlierRun(store, await recordOf('lenet', 'one'))) ?? '';
  expect(other.length).toBeGreaterThan(name.length);
  expect((await store.document(name)).earlierOf).toBe(undefined);
});

it('are never taken for the members of a sweep', () => {
  const names = Array.from({ length: 200 }, (_, count) => earlierNames('lenet', String(count))[0] ?? 'x@1');
  for (const name of [...names, ...earlierNames('lenet@rate=0.1', 'one')]) expect(parseMemberName(name)).toBe(null);
});
