import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { openStore, type Store } from '../../../../../src/runs/library/store.ts';
import { Lock } from '../../../../../src/runs/lock/lock.ts';
import { removeLeftovers } from '../../../../../src/runs/runner/opening/leftovers.ts';
import { temporaryFolder } from '../../../../temporary-folder.ts';
import { experimentRecord } from '../../stored-experiment.ts';

let store: Store;
const hash = 'ab'.repeat(32);
const own = ['experiments/a/experiment.json.0123abcd.tmp'];
const shared = [`tensors/${hash}.safetensors.0123abcd.tmp`, `evaluations/${hash}.json.89abcdef.tmp`, `gradients/${hash}.json.00000000.tmp`];
/** Somebody else's, finished, or written by processes without a lock. */
const others = [
  ...['tensors/draft.tmp', `tensors/${hash}.safetensors`, 'experiments/b/experiment.json.0123abcd.tmp'],
  ...['experiments/a/lock.json.0123abcd.tmp', 'experiments/a/summary.json.0123abcd.tmp', 'store.json.0123abcd.tmp'],
];

const left = (files: readonly string[]): readonly string[] => files.filter((file) => existsSync(path.join(store.folder, file)));

beforeEach(async () => {
  store = openStore(path.join(temporaryFolder(), 'store'));
  await store.prepare();
  for (const name of ['a', 'b']) await store.experiment(name).write(experimentRecord(name, {}));
  for (const file of [...own, ...shared, ...others]) {
    mkdirSync(path.dirname(path.join(store.folder, file)), { recursive: true });
    writeFileSync(path.join(store.folder, file), 'half');
  }
});

it('are removed where no other run is at work; nothing else is', async () => {
  const lock = await Lock.acquire(store.experiment('a').lockFile, 'a');
  await removeLeftovers(store, store.experiment('a'));
  await lock.release();
  expect(left([...own, ...shared])).toEqual([]);
  expect(left(others)).toEqual(others);
});

it.each(['another process', 'nobody that can be told'])('of shared folders stay while %s runs an experiment', async (who) => {
  const { lockFile } = store.experiment('b');
  if (who === 'another process') {
    const lock = await Lock.acquire(lockFile, 'b');
    const record = JSON.parse(readFileSync(lockFile, 'utf8')) as object;
    await lock.release();
    writeFileSync(lockFile, JSON.stringify({ ...record, host: 'elsewhere' }));
  } else mkdirSync(lockFile);
  await removeLeftovers(store, store.experiment('a'));
  expect([left(own), left(shared), left(others)]).toEqual([[], shared, others]);
});
