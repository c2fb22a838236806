import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { openStore, type Store } from '../../../../src/runs/library/store.ts';
import { Lock } from '../../../../src/runs/lock/lock.ts';
import { RefusedError } from '../../../../src/runs/lock/refused-error.ts';
import { maskToBytes, weightsToBytes } from '../../../../src/shared/tensors/safetensors.ts';
import type { Mask, Weights } from '../../../../src/shared/tensors/tensors.ts';
import { asOrdinaryUser } from '../../../ordinary-user.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';
import { experimentRecord, storeTraining } from '../stored-experiment.ts';

let store: Store;
beforeEach(() => void (store = openStore(path.join(temporaryFolder(), 'store'))));

const weights: Weights = new Map([['fc1.weight', { shape: [2, 4], data: Float32Array.from([1, 2, 3, 4, 5, 6, 7, 8]) }]]);
const mask: Mask = new Map([['fc1.weight', { shape: [2, 4], data: Uint8Array.from([1, 1, 1, 0, 1, 0, 0, 0]) }]]);

/** One trial of one round: dense and ticket finished. */
async function fill(name = 'small'): Promise<void> {
  const [maskHash, initial] = [await store.tensors.put(maskToBytes(mask)), await store.tensors.put(weightsToBytes(weights))];
  const dense = await storeTraining(store, { weights: initial, mask: null }, [0.5, 0.3, 0.4, 0.45]);
  const ticket = await storeTraining(store, { weights: initial, mask: maskHash }, [0.4, 0.2, 0.3, 0.35]);
  const record = experimentRecord(name, { 'trial-1/round-00/ticket': dense, 'trial-1/round-01/ticket': ticket });
  await store.experiment(name).write({ ...record, tickets: { 'trial-1/round-01': { mask: maskHash, initialWeights: initial } } });
}

it('is read without being made', async () => {
  expect(await store.list()).toEqual([]);
  await expect(store.document('small')).rejects.toThrow('There is no experiment "small"');
  expect(await store.collectGarbage(false)).toEqual({ files: 0, bytes: 0 });
  expect(existsSync(store.folder)).toBe(false);
});

it('writes a tensor once, and tells when it is damaged', async () => {
  const hash = await store.tensors.put(weightsToBytes(weights));
  await store.tensors.put(weightsToBytes(weights));
  expect(readdirSync(store.tensors.folder)).toEqual([`${hash}.safetensors`]);
  expect(await store.tensors.weights(hash)).toEqual(weights);
  writeFileSync(store.tensors.file(hash), weightsToBytes(new Map()));
  await expect(store.tensors.weights(hash)).rejects.toThrow(`${store.tensors.file(hash)}: is damaged`);
  await expect(store.tensors.weights('0')).rejects.toThrow('is missing');
});

it('makes a document of what is there', async () => {
  await fill();
  const document = await store.document('small');
  expect(document).toMatchObject({
    experiment: 'small',
    state: 'interrupted',
    plannedTrainings: 2,
    trainings: [{ round: 0, earlyStopIteration: 20 }, { round: 1 }],
  });
  expect(document.rounds[1]).toMatchObject({ round: 1, remaining: 0.5, remainingCount: 4, verdict: { winningTicket: true } });
  expect(document.headline.kind).toBe('winning');
});

it('says which layers pruning has emptied, at the first round and in which trials', async () => {
  await fill();
  const record = await store.recordOf('small');
  const config = { ...record.config, trials: 3, pruning: { ...record.config.pruning, rounds: 3 } };
  const ticket = (emptied?: string[]) => ({ mask: 'a'.repeat(64), initialWeights: 'b'.repeat(64), ...(emptied && { emptied }) });
  const tickets = {
    'trial-1/round-01': ticket(),
    'trial-1/round-02': ticket(['fc1']),
    'trial-2/round-02': ticket(['fc1']),
    'trial-3/round-03': ticket(['fc1', 'fc2']),
  };
  await store.experiment('small').write({ ...record, config, tickets });
  expect((await store.document('small')).emptiedLayers).toEqual([
    { layer: 'fc1', round: 2, trials: [1, 2] },
    { layer: 'fc2', round: 3, trials: [3] },
  ]);
});

it('knows its tickets, the dense network among them', async () => {
  await fill();
  expect(await store.ticket('small/trial-1/round-01')).toMatchObject({
    remaining: 0.5,
    layers: [{ name: 'fc1', shape: [2, 4], total: 8, remaining: 4 }],
    training: { round: 1 },
    dense: { round: 0 },
    pixelMap: { width: 2, height: 2, counts: [2, 1, 1, 0], maximum: 2 },
  });
  expect(await store.ticket('small/trial-1/round-00')).toMatchObject({ remaining: 1, maskHash: null, pixelMap: { counts: [2, 2, 2, 2] } });
  expect((await store.compare('small/trial-1/round-00', 'small/trial-1/round-01')).agreement).toEqual([
    { layer: 'fc1', overlap: 0.5, byChance: 0.5, shared: 4, onlyA: 4, onlyB: 0, total: 8 },
  ]);
  await expect(store.ticket('small/trial-1/round-02')).rejects.toThrow(
    'There is no ticket small/trial-1/round-02: the experiment has rounds 0 to 1 and trials 1 to 1.',
  );
});

it('is running only while its lock is held', async () => {
  await fill();
  const lock = await Lock.acquire(store.experiment('small').lockFile, 'small');
  expect(await store.list()).toMatchObject([{ state: 'running', runner: { pid: process.pid, here: true } }]);
  await expect(store.deleteExperiment('small')).rejects.toThrow(`being run by process ${String(process.pid)}`);
  await expect(store.collectGarbage(true)).rejects.toThrow('is running');
  await lock.release();
  expect(await store.list()).toMatchObject([{ state: 'interrupted', runner: null }]);
});

const notForUs = [
  'not for this user to read',
  (file: string) => {
    writeFileSync(file, '{}');
    chmodSync(file, 0);
  },
  'cannot be read: no permission to read it',
] as const;

/** Windows knows no such permission. */
const knowsPermissions = process.platform !== 'win32';

const spoiltLocks: readonly (readonly [string, (file: string) => void, string])[] = [
  ['a folder', (file) => mkdirSync(file), 'is a folder, where a file belongs'],
  ['a link', (file) => symlinkSync('/dev/zero', file), 'is a symbolic link'],
  ...(knowsPermissions ? [notForUs] : []),
];
it.each(spoiltLocks)('a lock that is %s is damage of its experiment; nothing is hidden, and nothing removed', async (_, spoil, words) => {
  await fill('one');
  await fill('Two');
  const { lockFile } = store.experiment('one');
  spoil(lockFile);
  await asOrdinaryUser(path.dirname(store.folder), async () => {
    const sentence = expect.stringMatching(new RegExp(`^${lockFile}: ${words}.* If nobody runs this experiment, delete it\\.$`)) as unknown;
    const first = await store.overview();
    const again = await store.overview();
    for (const list of [first, again])
      expect(list).toMatchObject([
        { experiment: 'Two', problem: null, summary: { damage: [] } },
        { experiment: 'one', problem: null, runner: null, summary: { damage: [sentence], trouble: 'its lock cannot be read' } },
      ]);
    expect((await store.document('one')).damage).toEqual([sentence]);
    await expect(store.collectGarbage(false)).rejects.toThrow(RefusedError);
    await expect(store.deleteExperiment('one')).rejects.toThrow(words);
    await expect(Lock.acquire(lockFile, 'one')).rejects.toThrow(RefusedError);
  });
});

it('removes what no experiment names, and says how much', async () => {
  await fill('one');
  await fill('Two');
  const orphan = await store.tensors.put(weightsToBytes(new Map()));
  const unnamed = path.join(store.trainingsFolder, 'ab'.repeat(32));
  mkdirSync(unnamed);
  writeFileSync(path.join(unnamed, 'evaluations.jsonl'), '12345');
  writeFileSync(path.join(store.experimentsFolder, 'one/experiment.json.0123abcd.tmp'), '123');
  const bytes = 8 + weightsToBytes(new Map()).length;
  expect(await store.collectGarbage(true)).toEqual({ files: 3, bytes });
  expect(await store.tensors.has(orphan)).toBe(true);
  expect(await store.collectGarbage(false)).toEqual({ files: 3, bytes });
  expect(existsSync(unnamed)).toBe(false);
  expect(await store.collectGarbage(false)).toEqual({ files: 0, bytes: 0 });
  await store.deleteExperiment('one');
  expect(await store.collectGarbage(false)).toEqual({ files: 0, bytes: 0 });
  await store.deleteExperiment('Two');
  // Two trainings of two files, mask and initial weights; the final weights were never kept.
  expect(await store.collectGarbage(false)).toMatchObject({ files: 6 });
});

it('names what it cannot read, leaves it alone and shows the rest', async () => {
  await fill('good');
  await fill('newer');
  await fill('damaged');
  const [newer, damaged] = [store.experiment('newer').recordFile, store.experiment('damaged').recordFile];
  writeFileSync(newer, '{"schemaVersion": 2, "experiment": 7}');
  writeFileSync(damaged, '{"schemaVersion": 1, "exper');
  expect((await store.list()).map(({ experiment, problem }) => [experiment, problem])).toEqual([
    ['damaged', expect.stringContaining(`${damaged}: is damaged`)],
    ['good', null],
    ['newer', `${newer}: was written by a newer version (schema 2); update Winning Ticket.`],
  ]);
  await expect(store.collectGarbage(false)).rejects.toThrow('Nothing was removed');
  await store.deleteExperiment('newer');
  expect((await store.list()).map(({ experiment }) => experiment)).toEqual(['damaged', 'good']);
});

it('never goes outside of its folder, whatever a name says', async () => {
  const file = path.join(path.dirname(store.folder), 'precious');
  writeFileSync(file, '');
  await store.prepare();
  for (const name of ['../../precious', '..', '.', '', file]) {
    await store.deleteExperiment(name);
    await expect(store.document(name)).rejects.toThrow();
  }
  expect(existsSync(file)).toBe(true);
  expect(existsSync(store.folder)).toBe(true);
});
