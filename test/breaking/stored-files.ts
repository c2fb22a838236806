/** Every file of a store, spoilt at random, and every way to read the store. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inspect } from 'node:util';
import type { EngineCheckpoint } from '../../src/engine/engine.ts';
import { openStore, type Store } from '../../src/runs/library/store.ts';
import { readLock } from '../../src/runs/lock/lock-record.ts';
import { decodeCheckpoint, encodeCheckpoint } from '../../src/runs/store/work/checkpoint-file.ts';
import { parseEvaluations } from '../../src/runs/store/work/training-folder.ts';
import { checkConfig } from '../../src/shared/config/reading/check-config.ts';
import { decodeConfig } from '../../src/shared/config/text/decode-config.ts';
import { bytesToMask, bytesToWeights } from '../../src/shared/tensors/safetensors.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { drawsFrom, lanes, repeat, repeatInLanes } from './draws.ts';
import type { Draw } from './lost-writes.ts';
import { expectAnswer, spoilt } from './mutate.ts';

const fixture = path.join(import.meta.dirname, '../fixtures/store/version-1/store');

/** The committed store, with a lock. */
export function storeCopy(parent = temporaryFolder()): string {
  const folder = path.join(parent, '.winning-ticket');
  cpSync(fixture, folder, { recursive: true });
  const lock = { schemaVersion: 1, host: 'x', pid: 1, startTime: null, bootId: null, pidNamespace: null, heartbeat: 0 };
  writeFileSync(path.join(folder, 'experiments/half-done/lock.json'), JSON.stringify(lock));
  return folder;
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name))
    .toSorted();

type Way = (store: Store) => Promise<unknown>;

const ways: readonly Way[] = [
  (store) => store.list(),
  (store) => store.document('earlier'),
  (store) => store.document('half-done'),
  (store) => store.ticket('earlier/trial-1/round-01'),
  (store) => store.analyse('earlier/trial-1/round-01'),
  (store) => store.compare('earlier/trial-1/round-01', 'earlier/trial-1/round-00'),
  (store) => store.pastTrainings(),
  (store) => store.collectGarbage(true),
];

/** A report draws every chart, which takes as long as many other readings: it is asked for less often. */
const report: Way = (store) => store.report('earlier', 'a test');
const wayOf = (draw: Draw): Way => (draw(400) === 0 ? report : (ways[draw(ways.length)] ?? report));

/** Records decide most, and there are few of them: every second change is in one. */
function pick(files: readonly string[], draw: Draw): string {
  const records = files.filter((file) => /experiment\.json$|lock\.json$/.test(file));
  const from = draw(2) === 0 ? records : files;
  return from[draw(from.length)] ?? '';
}

/** Reads a store of its own with one of its files spoilt. */
function readSpoiltStore(draw: Draw, seed: number): (index: number) => Promise<void> {
  const folder = storeCopy();
  const files = filesIn(folder);
  const beside = readdirSync(path.dirname(folder));
  return async (index) => {
    const file = pick(files, draw);
    const sound = readFileSync(file);
    writeFileSync(file, spoilt(sound, draw));
    const way = wayOf(draw);
    await expectAnswer(
      `${path.relative(folder, file)}, change ${String(index)} of seed ${String(seed)}`,
      () => way(openStore(folder)),
      lanes,
    );
    writeFileSync(file, sound);
    if (readdirSync(path.dirname(folder)).length !== beside.length) throw new Error('something was written outside the store');
  };
}

/** Reads stores with a spoilt file, so often; returns how often. */
export const readSpoiltStores = (most: number, milliseconds: number, seed: number): Promise<number> =>
  repeatInLanes(most, milliseconds, seed, (draw) => readSpoiltStore(draw, seed));

interface Parser {
  readonly name: string;
  readonly sound: readonly Buffer[];
  readonly parse: (bytes: Buffer) => unknown;
}

const read = (...names: string[]): Buffer[] => {
  const all = filesIn(fixture);
  return all.filter((file) => names.some((name) => file.endsWith(name))).map((file) => readFileSync(file));
};

const examples = path.join(import.meta.dirname, '../../examples');
const configs = filesIn(examples).filter((file) => file.endsWith('.lottery.json') && path.dirname(file) === examples);

/** What reads bytes without a file. */
const parsers = (): readonly Parser[] => [
  { name: 'evaluations.jsonl', sound: read('evaluations.jsonl').slice(0, 4), parse: (bytes) => parseEvaluations(bytes.toString('utf8')) },
  { name: 'weights', sound: read('.safetensors'), parse: bytesToWeights },
  { name: 'masks', sound: read('.safetensors'), parse: bytesToMask },
  {
    name: 'configs',
    sound: configs.map((file) => readFileSync(file)),
    parse: (bytes) => checkConfig(decodeConfig(bytes), { path: path.join(examples, 'x.lottery.json'), readText: () => undefined }),
  },
];

/** Gives spoilt bytes to every parser in turn, so often; returns how often. */
export async function parseSpoiltBytes(most: number, milliseconds: number, seed: number): Promise<number> {
  const [all, draw] = [parsers(), drawsFrom(seed)];
  return repeat(most, milliseconds, async (index) => {
    const { name, sound, parse } = all[index % all.length] ?? { name: '', sound: [], parse: () => null };
    const bytes = spoilt(sound[draw(sound.length)] ?? Buffer.alloc(0), draw);
    await expectAnswer(`${name}, change ${String(index)} of seed ${String(seed)}`, () => parse(bytes));
  });
}

const tensor = (values: readonly number[]) => ({ shape: [values.length], data: Float32Array.from(values) });
const evaluation = { iteration: 20, validationLoss: 0.5, validationAccuracy: 0.5 };
const checkpoint: EngineCheckpoint = {
  iteration: 40,
  weights: new Map([['fc1.weight', tensor([1, 2, 3, 4])]]),
  slots: new Map([['adam.m', new Map([['fc1.weight', tensor([5, 6, 7, 8])]])]]),
  betaProducts: [0.9, 0.999],
  evaluations: [evaluation, { ...evaluation, iteration: 40 }],
  snapshots: new Map([[10, new Map([['fc1.weight', tensor([9, 8, 7, 6])]])]]),
};

/** A spoilt checkpoint is refused, and never taken for another one: it would give other bits. */
export async function decodeSpoiltCheckpoints(most: number, milliseconds: number, seed: number): Promise<number> {
  const draw = drawsFrom(seed);
  const sound = Buffer.from(encodeCheckpoint('0'.repeat(64), checkpoint, 1.5));
  const expected = inspect(decodeCheckpoint(sound), { depth: 9 });
  return repeat(most, milliseconds, (index) => {
    let found: string;
    try {
      found = inspect(decodeCheckpoint(spoilt(sound, draw)), { depth: 9 });
    } catch {
      return;
    }
    if (found !== expected)
      throw new Error(`checkpoint, change ${String(index)} of seed ${String(seed)}: damage was taken for a checkpoint`);
  });
}

function readSpoiltLock(draw: Draw): () => Promise<void> {
  const file = path.join(storeCopy(), 'experiments/half-done/lock.json');
  const sound = readFileSync(file);
  return async () => {
    writeFileSync(file, spoilt(sound, draw));
    await expectAnswer('lock.json', () => readLock(file), lanes);
  };
}

/** Locks of any content: a lock, none, or an error of ours. */
export const readSpoiltLocks = (most: number, milliseconds: number, seed: number): Promise<number> =>
  repeatInLanes(most, milliseconds, seed, readSpoiltLock);
