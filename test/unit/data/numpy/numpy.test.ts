import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { DataArray } from '../../../../src/data/data-array.ts';
import { DataError } from '../../../../src/data/data-error.ts';
import { ByteReader } from '../../../../src/data/files/byte-reader.ts';
import { npyArray } from '../../../../src/data/numpy/array.ts';
import { loadNumpyDataset, type NumpyConfig } from '../../../../src/data/numpy/dataset.ts';
import type { Dataset } from '../../../../src/shared/specs/samples.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';
import { casesFolder, loadBase } from '../cases.ts';

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
  it('refuses an archive with two arrays of one name, of which programs take different ones', async () => {
    const [x, y] = [npy('|u1', [2, 4], Buffer.from([1, 2, 3, 4, 5, 6, 7, 8])), npy('|u1', [2], Buffer.from([0, 1]))];
    const zip = zipSync({ 'x_train.npy': x, 'z_train.npy': x, 'y_train.npy': y, 'x_test.npy': x, 'y_test.npy': y });
    const file = join(temporaryFolder(), 'twice.npz');
    writeFileSync(file, Buffer.from(Buffer.from(zip).toString('latin1').replaceAll('z_train', 'x_train'), 'latin1'));
    await expect(load(file)).rejects.toThrow('twice.npz: x_train: expected one array of this name, found 2: save it anew');
  });

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
    await expect(load('BASE/train60.csv')).rejects.toThrow(/train60\.csv: expected a zip archive, as \.npz files are, found a text/);
  });

  it('reads four .npy files, channels last', async () => {
    const folder = temporaryFolder();
    // Two images of 2 x 1 pixels and 3 channels; the first: (1, 2, 3), (4, 5, 6).
    writeFileSync(join(folder, 'x.npy'), npy('|u1', [2, 2, 1, 3], Uint8Array.of(1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 0, 0)));
    writeFileSync(join(folder, 'y.npy'), npy('|u1', [2], Uint8Array.of(0, 1)));
    const paths = { trainImages: 'x.npy', trainLabels: 'y.npy', testImages: 'x.npy', testLabels: 'y.npy' };
    const { train } = await loadNumpyDataset({ kind: 'npy', ...paths, layout: 'auto' }, folder);
    expect(train.sampleShape).toEqual([3, 2, 1]);
    expect([...train.values.subarray(0, 6)]).toEqual([1, 4, 2, 5, 3, 6]);
    const first = await loadNumpyDataset({ kind: 'npy', ...paths, layout: 'channels-first' }, folder);
    expect(first.train.sampleShape).toEqual([2, 1, 3]);
  });
});

const array = (bytes: Uint8Array): Promise<DataArray> => npyArray(new ByteReader([bytes]), 'x');

describe('npyArray', () => {
  const int64 = (value: bigint): Uint8Array => new Uint8Array(BigInt64Array.of(value).buffer);

  it('never rounds a whole number silently', async () => {
    expect((await array(npy('<i8', [1], int64(16_777_216n)))).values[0]).toBe(16_777_216);
    await expect(array(npy('<i8', [1], int64(16_777_217n)))).rejects.toThrow('value 0 is 16777217: i8 is read as float32');
    await expect(array(npy('<i8', [1], int64((1n << 53n) + 1n)))).rejects.toThrow('value 0 is NaN: expected a finite number');
  });

  it('refuses what it cannot read, with the remedy', async () => {
    await expect(array(npy('<c8', [1], new Uint8Array(8)))).rejects.toThrow('found NumPy\'s type "c8": convert it with astype');
    await expect(array(npy('<U5', [1], new Uint8Array(20)))).rejects.toThrow('holds texts: save numbers');
    await expect(array(npy('<f4', [2], new Uint8Array(7)))).rejects.toThrow('expected 8 bytes of values, found 7');
    await expect(array(npy('<f4', [1], new Uint8Array(5)))).rejects.toThrow('expected 4 bytes of values, found more');
    for (const value of [NaN, 1e300])
      await expect(array(npy('<f8', [1], new Uint8Array(Float64Array.of(value).buffer)))).rejects.toThrow('expected a finite number');
    await expect(array(Buffer.from('not an array'))).rejects.toThrow('expected a NumPy array, found a text');
    await expect(array(Buffer.from('<!DOCTYPE html><title>404'))).rejects.toThrow('found a web page');
  });

  it('a shape that is no list of whole numbers, or beyond any memory', async () => {
    const withShape = (shape: string): Buffer => {
      const text = `{'descr': '|u1', 'fortran_order': False, 'shape': (${shape}), }\n`;
      return Buffer.concat([Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, text.length, 0]), Buffer.from(text), Buffer.from([1, 2])]);
    };
    for (const shape of ['x,', '-2,', '2.5,', '1e1,', '\0,', ', 2'])
      await expect(array(withShape(shape)), shape).rejects.toThrow('expected whole numbers in the shape');
    await expect(array(withShape('4294967296, 4294967296'))).rejects.toThrow('that some memory could hold');
    await expect(array(withShape('1000000000000'))).rejects.toThrow('expected values that fit into the memory');
    expect((await array(withShape('2L,'))).shape).toEqual([2]);
    expect((await array(withShape('2L, 1L'))).shape).toEqual([2, 1]);
  });

  it('Fortran order: the same array as in C order', async () => {
    // numpy.asfortranarray(numpy.arange(24).reshape(2, 3, 4)).ravel(order='K')
    const order = [0, 12, 4, 16, 8, 20, 1, 13, 5, 17, 9, 21, 2, 14, 6, 18, 10, 22, 3, 15, 7, 19, 11, 23];
    const counted = Array.from({ length: 24 }, (_, index) => index);
    expect([...(await array(npy('|u1', [2, 3, 4], Uint8Array.from(order), 'True'))).values]).toEqual(counted);
    const floats = new Uint8Array(Float32Array.from(order).buffer);
    expect([...(await array(npy('<f4', [2, 3, 4], floats, 'True'))).values]).toEqual(counted);
    expect([...(await array(npy('|u1', [3], Uint8Array.of(7, 8, 9), 'True'))).values]).toEqual([7, 8, 9]);
  });
});

it('a damaged .npz is refused with its path', async () => {
  const file = join(temporaryFolder(), 'cut.npz');
  const whole = zipSync({ 'x_train.npy': npy('|u1', [1, 2], Uint8Array.of(1, 2)) });
  writeFileSync(file, whole.subarray(0, whole.length - 10));
  await expect(load(file)).rejects.toThrow(/cut\.npz: expected a sound zip archive, found a damaged one: it is cut short/);
});

it.each([0, 6] as const)('a .npz of level %i with one flipped bit is read as it was, or refused', async (level) => {
  const folder = temporaryFolder();
  const body = Uint8Array.from({ length: 60 }, (_, index) => (index * 31) % 256);
  const [x, y] = [
    npy('|u1', [20, 3], body),
    npy(
      '|u1',
      [20],
      body.subarray(0, 20).map((byte) => byte % 2),
    ),
  ];
  const whole = zipSync({ 'x_train.npy': x, 'y_train.npy': y, 'x_test.npy': x, 'y_test.npy': y }, { level });
  writeFileSync(join(folder, 'whole.npz'), whole);
  const expected = await print(join(folder, 'whole.npz'));
  for (let at = 0; at < whole.length; at += 7) {
    const flipped = Uint8Array.from(whole);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
    const file = join(folder, 'flipped.npz');
    writeFileSync(file, flipped);
    const found = await print(file).catch((error: unknown) => error);
    if (found !== expected) expect(found, `byte ${at}`).toBeInstanceOf(DataError);
  }
});
