/** The index of an experiment is a cache: up to date, or made anew without a word. */
import { chmodSync, existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openStore, Store } from '../../../../src/runs/library/store.ts';
import { Lock } from '../../../../src/runs/lock/lock.ts';
import { ExperimentFolder } from '../../../../src/runs/store/experiments/experiment-folder.ts';
import type { ExperimentRecord } from '../../../../src/runs/store/experiments/experiment-record.ts';
import { summaryOf } from '../../../../src/shared/results/experiment-summary.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';
import { experimentRecord, storeTraining } from '../stored-experiment.ts';

let store: Store;
let training: string;
const index = (): string => path.join(store.experiment('small').folder, 'summary.json');

beforeEach(async () => {
  store = openStore(path.join(temporaryFolder(), 'store'));
  await store.prepare();
  const dense = await storeTraining(store, { weights: 'a', mask: null }, [0.5, 0.3, 0.4]);
  training = await storeTraining(store, { weights: 'b', mask: null }, [0.4, 0.2, 0.3]);
  const record = experimentRecord('small', { 'trial-1/round-00/ticket': dense, 'trial-1/round-01/ticket': training });
  await store.experiment('small').write({ ...record, state: 'finished' });
});

const direct = async () => summaryOf(await store.document('small'));

it('is the summary of the document, from the index and without it', async () => {
  expect(existsSync(index())).toBe(false);
  expect(await store.summary('small')).toEqual(await direct());
  const kept = readFileSync(index(), 'utf8');
  expect(await openStore(store.folder).summary('small')).toEqual(await direct());
  expect(await store.overview()).toEqual([
    {
      experiment: 'small',
      state: 'finished',
      problem: null,
      changedAt: expect.any(Number) as number,
      runner: null,
      earlierOf: null,
      summary: await direct(),
    },
  ]);
  expect(readFileSync(index(), 'utf8')).toBe(kept);
});

/** Whatever changes what a document says. */
const changes: readonly (readonly [string, () => unknown])[] = [
  ['a training is damaged', () => writeFileSync(store.training(training).recordFile, '{')],
  [
    'a training is damaged and looks as old and as long as before',
    () => {
      const file = store.training(training).recordFile;
      const text = readFileSync(file, 'utf8');
      writeFileSync(file, text.replace('{', '#'));
      utimesSync(file, 0, 0);
    },
  ],
  ['a training is gone', () => rmSync(store.training(training).folder, { recursive: true })],
  [
    'another training is finished',
    async () => {
      const more = await storeTraining(store, { weights: 'c', mask: null }, [0.3]);
      const record = await store.recordOf('small');
      await store
        .experiment('small')
        .write({ ...record, config: { ...record.config, trials: 2 }, trainings: { ...record.trainings, 'trial-2/round-00/ticket': more } });
    },
  ],
  [
    'the run has failed',
    async () => store.experiment('small').write({ ...(await store.recordOf('small')), state: 'failed', failure: 'No.' }),
  ],
  ['the index is damaged', () => writeFileSync(index(), readFileSync(index(), 'utf8').slice(0, -30))],
  [
    'the index is of another version',
    () => writeFileSync(index(), readFileSync(index(), 'utf8').replace(/"version":"[^"]*"/, '"version":"0.0.0"')),
  ],
  ['the index is odd', () => writeFileSync(index(), readFileSync(index(), 'utf8').replace('"rounds":[', '"rounds":null,"x":['))],
  [
    'the index names other files',
    () => writeFileSync(index(), readFileSync(index(), 'utf8').replace(/"files":\[[^\]]*\]/, '"files":["../../x"]')),
  ],
  ['the index is gone', () => rmSync(index())],
];

describe('it is made anew', () => {
  it.each(changes)('where %s', async (_, change) => {
    await store.summary('small');
    await change();
    expect(await store.summary('small')).toEqual(await direct());
    expect(await openStore(store.folder).overview()).toMatchObject([{ experiment: 'small', summary: await direct() }]);
  });

  it('and not missed where it cannot be written', async () => {
    chmodSync(store.experiment('small').folder, 0o500);
    expect(await store.summary('small')).toEqual(await direct());
    chmodSync(store.experiment('small').folder, 0o700);
  });
});

it('says running while somebody holds the lock, and keeps nothing of that', async () => {
  const before = await store.summary('small');
  const lock = await Lock.acquire(store.experiment('small').lockFile, 'small');
  expect(await store.summary('small')).toMatchObject({ state: 'running', row: { state: 'running' } });
  expect(await store.overview()).toMatchObject([{ state: 'running', summary: { state: 'running' } }]);
  await lock.release();
  expect(await store.summary('small')).toEqual(before);
});

describe('a list', () => {
  let reads = 0;
  class Counting extends ExperimentFolder {
    override record(): Promise<ExperimentRecord | null> {
      reads++;
      return super.record();
    }
  }
  class CountingStore extends Store {
    override experimentAt(name: string): ExperimentFolder {
      return new Counting(super.experimentAt(name).folder);
    }
  }
  const listed = (): Promise<unknown> => new CountingStore(store.folder, () => true).list();

  it('reads a record that no index knows, and none that one does', async () => {
    const before = await listed();
    expect(reads).toBe(1);
    await store.summary('small');
    expect(await listed()).toEqual(before);
    expect(reads).toBe(1);
    await store.experiment('small').write({ ...(await store.recordOf('small')), state: 'running' });
    expect(await listed()).toMatchObject([{ state: 'interrupted' }]);
    expect(reads).toBe(2);
    await store.summary('small');
    expect(await listed()).toMatchObject([{ state: 'interrupted' }]);
    expect(reads).toBe(2);
  });
});
