import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { npyArray } from '../../../src/data/numpy/array.ts';
import { loadNumpyDataset, type NumpyConfig } from '../../../src/data/numpy/dataset.ts';
import type { Dataset } from '../../../src/shared/specs/samples.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { casesFolder, loadBase } from './cases.ts';

const names = { trainImages: 'x_train', trainLabels: 'y_train', testImages: 'x_test', testLabels: 'y_test', layout: 'auto' } as const;
const load = (file: string, more: Partial<NumpyConfig> = {}): Promise<Dataset> =>
  loadNumpyDataset({ kind: 'npz', file, ...names, ...more } as NumpyConfig, casesFolder);
const print = async (file: string): Promise<string> => (await load(file)).fingerprint;

/** A .npy file of version 1. */
function npy(descr: string, shape: readonly number[], body: Uint8Array, order = 'False'): Buffer {
  const size = shape.length === 1 ? `${shape[0] ?? 0},` : shape.join(', ');
  const text = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (${size}), }\n`;
  const head = Buffer.from('\x93NUMPY\x01\x00\x00\x00', 'latin1');
  head.writeUInt16LE(text.length, 8);
  return Buffer.concat([head, Buffer.from(text), body]);
}

describe('loadNumpyDataset', () => {
  it('reads the same data set as its idx twin, stored or deflated, with zip64 sizes (C035)', async () => {
    const { fingerprint } = await loadBase();
    for (const file of ['BASE/blocks.npz', 'C035/deflate-zip64.npz', 'C035/stored-zip64.npz']) expect(await print(file)).toBe(fingerprint);
  });

  it('C031: labels of 64 bits and labels as a column are the same labels', async () => {
    const plain = await load('C031/plain.npz');
    for (const file of ['C031/int64-labels.npz', 'C031/column-labels.npz']) {
      const other = await load(file);
      expect([...other.train.labels]).toEqual([...plain.train.labels]);
      expect(other.train.values).toEqual(plain.train.values);
    }
  });

  it('C031: booleans are bytes, and half, single and double floats of the same values the same', async () => {
    expect(await print('C031/bool.npz')).toBe(await print('C031/bool-as-uint8.npz'));
    expect(await print('C031/float16.npz')).toBe(await print('C031/float32.npz'));
    expect(await print('C031/float64.npz')).toBe(await print('C031/float32.npz'));
  });

  it('C033: big-endian arrays are read as what they say', async () => {
    expect(await print('C033/big.npz')).toBe(await print('C033/little.npz'));
  });

  it('C036: refuses Python objects and empty arrays by their names', async () => {
    await expect(load('C036/object.npz')).rejects.toThrow(/object\.npz: y_train: holds Python objects/);
    await expect(load('C036/empty-entry.npz')).rejects.toThrow(/empty-entry\.npz: y_train: is empty/);
  });

  it('names the arrays that are there', async () => {
    await expect(load('BASE/blocks.npz', { trainImages: 'images' })).rejects.toThrow(
      /no array named images; it holds x_train, y_train, x_test, y_test/,
    );
    await expect(load('BASE/train60.csv')).rejects.toThrow(/train60\.csv: expected a/);
  });

  it('reads four .npy files, channels last', async () => {
    const folder = temporaryFolder();
    // One image of 2 x 1 pixels and 3 channels: (1, 2, 3), (4, 5, 6).
    writeFileSync(join(folder, 'x.npy'), npy('|u1', [1, 2, 1, 3], Uint8Array.of(1, 2, 3, 4, 5, 6)));
    writeFileSync(join(folder, 'y.npy'), npy('|u1', [1], Uint8Array.of(0)));
    const paths = { trainImages: 'x.npy', trainLabels: 'y.npy', testImages: 'x.npy', testLabels: 'y.npy' };
    const { train } = await loadNumpyDataset({ kind: 'npy', ...paths, layout: 'auto' }, folder);
    expect(train.sampleShape).toEqual([3, 2, 1]);
    expect([...train.values]).toEqual([1, 4, 2, 5, 3, 6]);
    const first = await loadNumpyDataset({ kind: 'npy', ...paths, layout: 'channels-first' }, folder);
    expect(first.train.sampleShape).toEqual([2, 1, 3]);
  });
});

describe('npyArray', () => {
  const int64 = (value: bigint): Uint8Array => new Uint8Array(BigInt64Array.of(value).buffer);

  it('never rounds a whole number silently', () => {
    expect(npyArray(npy('<i8', [1], int64(16_777_216n)), 'x').values[0]).toBe(16_777_216);
    expect(() => npyArray(npy('<i8', [1], int64(16_777_217n)), 'x')).toThrow('value 0 is 16777217: i8 is read as float32');
    expect(() => npyArray(npy('<i8', [1], int64((1n << 53n) + 1n)), 'x')).toThrow('value 0 is not a finite number');
  });

  it('refuses what it cannot read, with the remedy', () => {
    expect(() => npyArray(npy('<c8', [1], new Uint8Array(8)), 'x')).toThrow('NumPy type c8 is not supported');
    expect(() => npyArray(npy('<f4', [2], new Uint8Array(7)), 'x')).toThrow('expected 8 bytes of values, found 7');
    expect(() => npyArray(npy('<f4', [2, 1], new Uint8Array(8), 'True'), 'x')).toThrow('ascontiguousarray');
    expect(() => npyArray(npy('<f4', [1], new Uint8Array(Float32Array.of(NaN).buffer)), 'x')).toThrow('value 0 is not a finite number');
    expect(() => npyArray(Buffer.from('not an array'), 'x')).toThrow('expected a NumPy array');
  });
});

it('a damaged .npz is refused with its path', async () => {
  const file = join(temporaryFolder(), 'cut.npz');
  const whole = zipSync({ 'x_train.npy': npy('|u1', [1, 2], Uint8Array.of(1, 2)) });
  writeFileSync(file, whole.subarray(0, whole.length - 10));
  await expect(load(file)).rejects.toThrow(/cut\.npz: expected a sound \.npz file, found a damaged one/);
});
