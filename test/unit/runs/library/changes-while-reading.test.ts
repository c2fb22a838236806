/** Runs begin and end while others read the store: nobody reads "interrupted", and no index keeps what was. */
import path from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import type { RunnerAt } from '../../../../src/runs/library/runner-at.ts';
import { Store } from '../../../../src/runs/library/store.ts';
import { lookingHere } from '../../../../src/runs/lock/lock-record.ts';
import { Lock } from '../../../../src/runs/lock/lock.ts';
import { ExperimentFolder } from '../../../../src/runs/store/experiments/experiment-folder.ts';
import type { ExperimentRecord } from '../../../../src/runs/store/experiments/experiment-record.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';
import { experimentRecord, storeTraining } from '../stored-experiment.ts';

interface Meanwhile {
  readonly after: 'record' | 'lock';
  /** So many looks happen before. */
  looks?: number;
  readonly act: () => Promise<unknown>;
}

/** Happens once: right after the reader's next look at the record or the lock. */
let meanwhile: Meanwhile | null = null;

async function happen(after: 'record' | 'lock'): Promise<void> {
  if (meanwhile?.after !== after) return;
  if (meanwhile.looks) return void meanwhile.looks--;
  const { act } = meanwhile;
  meanwhile = null;
  await act();
}

class WatchedFolder extends ExperimentFolder {
  override async record(): Promise<ExperimentRecord | null> {
    const record = await super.record();
    await happen('record');
    return record;
  }
}

class WatchedStore extends Store {
  override experimentAt(folderName: string): ExperimentFolder {
    return new WatchedFolder(super.experimentAt(folderName).folder);
  }

  override async runnerAt(folder: ExperimentFolder): Promise<RunnerAt> {
    const found = await super.runnerAt(folder);
    await happen('lock');
    return found;
  }
}

let store: WatchedStore;
let record: ExperimentRecord;

beforeEach(async () => {
  meanwhile = null;
  store = new WatchedStore(path.join(temporaryFolder(), 'store'), () => true);
  await store.prepare();
  const training = await storeTraining(store, { weights: 'a', mask: null }, [0.5, 0.4]);
  record = experimentRecord('small', { 'trial-1/round-00/ticket': training });
});

const write = (state: ExperimentRecord['state']): Promise<void> => store.experiment('small').write({ ...record, state });
const begin = async (detached = false): Promise<Lock> => {
  const lock = await Lock.acquire(store.experiment('small').lockFile, 'small', { ...lookingHere(), detached });
  await write('running');
  return lock;
};
const end = async (lock: Lock): Promise<void> => {
  await write('finished');
  await lock.release();
};

/** Every way to ask how an experiment is. */
const readers: readonly (readonly [string, () => Promise<string | undefined>])[] = [
  ['the list', async () => (await store.list())[0]?.state],
  ['the overview', async () => (await store.overview())[0]?.summary?.state],
  ['the summary', async () => (await store.summary('small')).state],
  ['the document', async () => (await store.document('small')).state],
];

it.each(readers)('%s says finished for good where the run ends while the record is read', async (_, read) => {
  const lock = await begin();
  meanwhile = { after: 'record', act: () => end(lock) };
  expect(await read()).toMatch(/running|finished/);
  expect(await read()).toBe('finished');
  expect(await store.overview()).toMatchObject([{ state: 'finished', summary: { state: 'finished' } }]);
});

it.each(readers)('%s says finished or running where the run ends after a look at its lock', async (_, read) => {
  const lock = await begin();
  await read();
  meanwhile = { after: 'lock', act: () => end(lock) };
  expect(await read()).toMatch(/running|finished/);
  expect(await read()).toBe('finished');
});

it.each(readers)('%s says running where the run begins after a look at its lock', async (_, read) => {
  await write('finished');
  await read();
  let lock: Lock | null = null;
  meanwhile = { after: 'lock', act: async () => void (lock = await begin()) };
  expect(await read()).toBe('running');
  await (lock as Lock | null)?.release();
});

it.each(readers)('%s says interrupted where the record says running and nobody runs it', async (_, read) => {
  await write('running');
  expect(await read()).toBe('interrupted');
});

it('a run that begins while the list is read is not called cut off', async () => {
  await write('running');
  let lock: Lock | null = null;
  meanwhile = { after: 'lock', looks: 1, act: async () => (lock = await begin(true)) };
  expect(await store.list()).toEqual([expect.not.objectContaining({ cutOff: expect.anything() as unknown })]);
  expect(lock).not.toBeNull();
  await (lock as Lock | null)?.release();
});

const more = { 'trial-1/round-00/ticket': 'a'.repeat(64), 'trial-1/round-01/ticket': 'b'.repeat(64) };

it('what a run adds while its experiment is being renamed is renamed too', async () => {
  await write('finished');
  const runOnce = async (): Promise<void> => {
    const lock = await begin();
    await store.experiment('small').write({ ...record, state: 'finished', trainings: more });
    await lock.release();
  };
  meanwhile = { after: 'record', act: runOnce };
  await store.renameExperiment('small', 'renamed');
  expect((await store.recordOf('renamed')).trainings).toEqual(more);
  expect((await store.list()).map(({ experiment }) => experiment)).toEqual(['renamed']);
});

it('an experiment is not renamed over one that begins under that name, nor put back over one that runs', async () => {
  await write('finished');
  const other = store.experiment('renamed');
  meanwhile = { after: 'record', looks: 1, act: () => other.write({ ...record, experiment: 'renamed', state: 'running' }) };
  await expect(store.renameExperiment('small', 'renamed')).rejects.toThrow('There is an experiment "renamed" already.');
  expect((await store.recordOf('small')).state).toBe('finished');
  const putBack = await store.deleteExperiment('small');
  const lock = await Lock.acquire(store.experiment('small').lockFile, 'small');
  await expect(putBack()).rejects.toThrow('"small" is being run already');
  await lock.release();
  await putBack();
  expect((await store.recordOf('small')).state).toBe('finished');
});
