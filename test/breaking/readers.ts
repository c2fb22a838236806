/** Every reader of data files, each with a small sound data set, and ways to spoil one of its files. */
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { pack } from 'tar-stream';
import { DataError } from '../../src/data/data-error.ts';
import { loadDataset } from '../../src/data/load-dataset.ts';
import type { DatasetConfig } from '../../src/shared/config/schema/dataset-schema.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { repeatInLanes } from './draws.ts';
import { spoiltBytes } from './mutate.ts';

export interface ReaderCase {
  readonly name: string;
  readonly dataset: DatasetConfig;
  /** All files of the data set by their paths. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** The one that is spoilt. */
  readonly spoilt: string;
  /** Whether the format tells a spoilt file from a sound one: what is read is then what was written. */
  readonly checked: boolean;
  /** Whether a part of the file is a file too, as with lines and records. */
  readonly divisible: boolean;
}

const [samples, features] = [6, 4];
const inputs = Uint8Array.from({ length: samples * features }, (_, index) => (index * 53) % 251);
const labels = Uint8Array.from({ length: samples }, (_, index) => index % 2);

function idx(shape: readonly number[], values: Uint8Array): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.set([0, 0, 8, shape.length]);
  shape.forEach((size, dimension) => header.writeUInt32BE(size, 4 + 4 * dimension));
  return Buffer.concat([header, values]);
}

function npy(shape: readonly number[], values: Uint8Array): Buffer {
  const text = `{'descr': '|u1', 'fortran_order': False, 'shape': (${shape.join(', ')},), }\n`;
  return Buffer.concat([Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, text.length, 0]), Buffer.from(text), values]);
}

function csv(): Buffer {
  const rows = Array.from(labels, (label, row) => [label, ...inputs.subarray(row * features, (row + 1) * features)].join(','));
  return Buffer.from(['label,a,"b",c,d', ...rows, ''].join('\n'));
}

const record = (label: number): Buffer => Buffer.concat([Buffer.of(label), Buffer.alloc(3072, label + 7)]);
const records = Buffer.concat([record(0), record(1)]);

async function tar(): Promise<Buffer> {
  const archive = pack();
  for (const name of ['train.bin', 'test.bin']) archive.entry({ name: `cifar-10-batches-bin/${name}` }, records);
  archive.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const png = (first: number): Uint8Array =>
  encode({ width: 4, height: 3, channels: 1, depth: 8, data: Uint8Array.from({ length: 12 }, (_, index) => first + index * index) });

const idxFiles = (ending: string, packed: (bytes: Buffer) => Uint8Array): Record<string, Uint8Array> => ({
  [`train-images-idx3-ubyte${ending}`]: packed(idx([samples, 2, 2], inputs)),
  [`train-labels-idx1-ubyte${ending}`]: packed(idx([samples], labels)),
  [`t10k-images-idx3-ubyte${ending}`]: packed(idx([samples, 2, 2], inputs)),
  [`t10k-labels-idx1-ubyte${ending}`]: packed(idx([samples], labels)),
});

const npyDataset = {
  kind: 'npy',
  trainImages: 'x.npy',
  trainLabels: 'y.npy',
  testImages: 'x2.npy',
  testLabels: 'y.npy',
  layout: 'auto',
} as const;
const npyFiles = (packed: (bytes: Buffer) => Uint8Array): Record<string, Uint8Array> => ({
  'x.npy': packed(npy([samples, features], inputs)),
  'x2.npy': npy([samples, features], inputs),
  'y.npy': npy([samples], labels),
});

const npzDataset = {
  ...({
    kind: 'npz',
    file: 'all.npz',
    trainImages: 'x_train',
    trainLabels: 'y_train',
    testImages: 'x_test',
    testLabels: 'y_test',
  } as const),
  layout: 'auto',
} as const;
function npz(level: 0 | 6): Uint8Array {
  const [x, y] = [npy([samples, features], inputs), npy([samples], labels)];
  return zipSync({ 'x_train.npy': x, 'y_train.npy': y, 'x_test.npy': x, 'y_test.npy': y }, { level });
}

const csvDataset = { kind: 'csv', train: 'train.csv', test: 'test.csv', label: 'label', header: 'auto' } as const;
const plain = (bytes: Buffer): Uint8Array => bytes;
const images = { 'train/a/1.png': png(1), 'train/b/1.png': png(9), 'test/a/1.png': png(2) };
const [whole, divisible] = [
  { checked: true, divisible: false },
  { checked: false, divisible: true },
];
const unchecked = { checked: false, divisible: false };
const idxDataset = { kind: 'idx', folder: '.' } as const;

export async function readerCases(): Promise<readonly ReaderCase[]> {
  return [
    { name: 'idx', dataset: idxDataset, files: idxFiles('', plain), spoilt: 'train-images-idx3-ubyte', ...unchecked },
    { name: 'idx labels', dataset: idxDataset, files: idxFiles('', plain), spoilt: 'train-labels-idx1-ubyte', ...unchecked },
    { name: 'idx, gzip', dataset: idxDataset, files: idxFiles('.gz', gzipSync), spoilt: 'train-images-idx3-ubyte.gz', ...whole },
    { name: 'npy', dataset: npyDataset, files: npyFiles(plain), spoilt: 'x.npy', ...unchecked },
    { name: 'npy, gzip', dataset: npyDataset, files: npyFiles(gzipSync), spoilt: 'x.npy', ...whole },
    { name: 'npz, stored', dataset: npzDataset, files: { 'all.npz': npz(0) }, spoilt: 'all.npz', ...whole },
    { name: 'npz, deflated', dataset: npzDataset, files: { 'all.npz': npz(6) }, spoilt: 'all.npz', ...whole },
    { name: 'csv', dataset: csvDataset, files: { 'train.csv': csv(), 'test.csv': csv() }, spoilt: 'train.csv', ...divisible },
    { name: 'csv, gzip', dataset: csvDataset, files: { 'train.csv': gzipSync(csv()), 'test.csv': csv() }, spoilt: 'train.csv', ...whole },
    {
      ...{ name: 'cifar', dataset: { kind: 'cifar', path: '.', classes: 10 }, files: { 'train.bin': records, 'test.bin': records } },
      ...{ spoilt: 'train.bin', ...divisible },
    },
    {
      ...{
        name: 'cifar, tar.gz',
        dataset: { kind: 'cifar', path: 'all.tar.gz', classes: 10 },
        files: { 'all.tar.gz': gzipSync(await tar()) },
      },
      ...{ spoilt: 'all.tar.gz', ...whole },
    },
    { name: 'images', dataset: { kind: 'images', folder: '.' }, files: images, spoilt: 'train/b/1.png', ...whole },
  ];
}

/** A folder with the sound files; returns it. */
export function soundFolder({ files }: ReaderCase): string {
  const folder = temporaryFolder();
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  return folder;
}

/** What the data set holds, or the error. */
export async function readIn(folder: string, { dataset }: ReaderCase): Promise<string | DataError> {
  try {
    return (await loadDataset(dataset, folder, folder)).fingerprint;
  } catch (error) {
    if (error instanceof DataError) return error;
    throw error;
  }
}

/** Ways to put something else in a file's place. */
export const hostile: Readonly<Record<string, (path: string, sound: Uint8Array) => void>> = {
  missing: (path) => rmSync(path),
  'a folder': (path) => (rmSync(path), mkdirSync(path)),
  empty: (path) => writeFileSync(path, ''),
  'too long': (path, sound) => writeFileSync(path, Buffer.concat([sound, Buffer.from('garbage')])),
  'random bytes': (path) =>
    writeFileSync(
      path,
      Uint8Array.from({ length: 5000 }, (_, index) => (index * index * 31 + index * 7) % 253),
    ),
  'a web page': (path) => writeFileSync(path, '<!DOCTYPE html>\n<html><title>404</title></html>\n'),
  'NUL bytes': (path) => writeFileSync(path, Buffer.alloc(5000)),
  'control characters': (path) => writeFileSync(path, '\u001b]0;title\u0007\u001b[2J,\u0000\n'.repeat(50)),
  'a device': (path) => (rmSync(path), symlinkSync('/dev/zero', path)),
  'a link to itself': (path) => (rmSync(path), symlinkSync(path, path)),
};

/** @throws where a reader answers neither with an error of its own nor, where the format can tell, with the sound data. */
export function expectOwn(found: string | DataError, expected: string, { checked, spoilt }: ReaderCase, must: boolean): void {
  if (found instanceof DataError) {
    if (/[\u0000-\u001f\u007f-\u009f]|undefined|NaN bytes|\[object/.test(found.message))
      throw new Error(`no sentence: ${JSON.stringify(found.message)}`);
    return;
  }
  if (must || (checked && found !== expected)) throw new Error(`${spoilt}: damage was taken for data`);
}

/**
 * Reads so many spoilt copies of a case's file, in folders side by side: most of the time of one reading is waiting.
 * @param milliseconds No more are begun after so long; none by default.
 * @returns how many were read.
 */
export async function readMutations(one: ReaderCase, runs: number, seed: number, milliseconds = Infinity): Promise<number> {
  const sound = Buffer.from(one.files[one.spoilt] ?? []);
  const expected = (await readIn(soundFolder(one), one)) as string;
  return repeatInLanes(runs, milliseconds, seed, (draw) => {
    const folder = soundFolder(one);
    return async (index) => {
      writeFileSync(join(folder, one.spoilt), spoiltBytes(sound, draw));
      try {
        expectOwn(await readIn(folder, one), expected, one, false);
      } catch (error) {
        throw new Error(`change ${String(index)} of seed ${String(seed)}: ${String(error)}`, { cause: error });
      }
    };
  });
}
