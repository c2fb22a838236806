/** Trouble that users of other programs have reported with their data, tried on the readers: the right value of each. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { loadDataset } from '../../../src/data/load-dataset.ts';
import type { DatasetConfig } from '../../../src/shared/config/schema/dataset-schema.ts';
import type { Dataset } from '../../../src/shared/specs/samples.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { casesFolder, loadBase } from './cases.ts';

const load = (dataset: DatasetConfig, folder: string): Promise<Dataset> => loadDataset(dataset, folder, folder);

/** Samples and labels of "blocks" (test/fixtures/cases/BASE), 64 bytes each. */
async function blocks(): Promise<
  Readonly<Record<'train' | 'test', { readonly values: readonly number[]; readonly labels: readonly number[] }>>
> {
  const { train, test } = await loadBase();
  return {
    train: { values: Array.from(train.values), labels: Array.from(train.labels) },
    test: { values: Array.from(test.values), labels: Array.from(test.labels) },
  };
}

function npy(shape: readonly number[], values: Uint8Array): Uint8Array {
  const text = `{'descr': '|u1', 'fortran_order': False, 'shape': (${shape.join(', ')},), }\n`;
  return Buffer.concat([Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, text.length, 0]), Buffer.from(text), values]);
}

describe('data as users have it', () => {
  it('N007: one-hot labels are refused with their shape, and how to make class numbers of them', async () => {
    const { train, test } = await blocks();
    const hot = (labels: readonly number[]): Uint8Array =>
      npy(
        [labels.length, 10],
        Uint8Array.from(labels.flatMap((label) => Array.from({ length: 10 }, (_, index) => Number(index === label)))),
      );
    const images = ({ values, labels }: typeof train): Uint8Array => npy([labels.length, 8, 8], Uint8Array.from(values));
    const arrays = { x_train: images(train), y_train: hot(train.labels), x_test: images(test), y_test: hot(test.labels) };
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, 'hot.npz'),
      zipSync(Object.fromEntries(Object.entries(arrays).map(([name, bytes]) => [`${name}.npy`, bytes]))),
    );
    const names = { trainImages: 'x_train', trainLabels: 'y_train', testImages: 'x_test', testLabels: 'y_test' };
    await expect(load({ kind: 'npz', file: 'hot.npz', ...names, layout: 'auto' }, folder)).rejects.toThrow(
      /hot\.npz: y_train: expected labels, one number for each image .*, found 200 x 10; one-hot rows\? Save their class numbers, with numpy\.argmax\(labels, axis=1\)/,
    );
  });

  it('N008: an error page under the name of a data file is called one', async () => {
    const folder = temporaryFolder();
    cpSync(join(casesFolder, 'BASE'), folder, { recursive: true });
    writeFileSync(join(folder, 'train-images-idx3-ubyte'), '<!DOCTYPE html>\n<html><head><title>404 Not Found</title></head></html>\n');
    await expect(load({ kind: 'idx', folder: '.' }, folder)).rejects.toThrow(
      /train-images-idx3-ubyte: .*: this is a web page, as a failed download leaves it: download the file again/,
    );
  });

  it('N012: folders 1 to 10 are classes in the order of their values', async () => {
    const { train, test } = await blocks();
    const folder = temporaryFolder();
    for (const [part, { values, labels }] of Object.entries({ train, test }))
      labels.forEach((label, index) => {
        const place = join(folder, part, String(label + 1));
        mkdirSync(place, { recursive: true });
        const data = Uint8Array.from(values.slice(64 * index, 64 * (index + 1)));
        writeFileSync(join(place, `${String(index).padStart(4, '0')}.png`), encode({ width: 8, height: 8, channels: 1, depth: 8, data }));
      });
    const read = await load({ kind: 'images', folder: '.' }, folder);
    const order = train.labels.map((label, index) => ({ label, index })).sort((a, b) => a.label - b.label || a.index - b.index);
    expect(Array.from(read.train.labels)).toEqual(order.map(({ label }) => label));
    expect(Array.from(read.train.values)).toEqual(order.flatMap(({ index }) => train.values.slice(64 * index, 64 * (index + 1))));
  });

  it('N013: pictures of one data set may be grey with alpha, or colours with alpha; kinds that differ, and JPEG, are refused', async () => {
    const grey = Uint8Array.of(7, 9);
    const picture = (channels: 1 | 2 | 3 | 4, data: readonly number[]): Uint8Array =>
      encode({ width: 2, height: 1, channels, depth: 8, data: Uint8Array.from(data) });
    const read = async (first: Uint8Array, second = first): Promise<readonly number[]> => {
      const folder = temporaryFolder();
      const files = { 'train/a/1.png': first, 'train/b/1.png': second, 'test/a/1.png': first };
      for (const [name, bytes] of Object.entries(files)) {
        mkdirSync(join(folder, name, '..'), { recursive: true });
        writeFileSync(join(folder, name), bytes);
      }
      return Array.from((await load({ kind: 'images', folder: '.' }, folder)).train.values);
    };
    const [plain, alpha] = [picture(1, [...grey]), picture(2, [7, 255, 9, 0])];
    expect(await read(alpha)).toEqual(await read(plain));
    expect(await read(plain, alpha)).toEqual([7, 9, 7, 9]);
    const [rgb, rgba] = [picture(3, [1, 2, 3, 4, 5, 6]), picture(4, [1, 2, 3, 255, 4, 5, 6, 0])];
    expect(await read(rgb, rgba)).toEqual([1, 4, 2, 5, 3, 6, 1, 4, 2, 5, 3, 6]);
    await expect(read(plain, rgb)).rejects.toThrow(/b\/1\.png: expected 1 x 1 x 2 as in .*a\/1\.png, found 3 x 1 x 2/);
    await expect(read(plain, Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]))).rejects.toThrow(
      /b\/1\.png: expected a PNG image, found a JPEG image/,
    );
  });

  it('N017: codes of letters as labels are refused with the way to class numbers', async () => {
    const folder = temporaryFolder();
    cpSync(join(casesFolder, 'BASE'), folder, { recursive: true });
    const file = join(folder, 'train-labels-idx1-ubyte');
    const bytes = readFileSync(file);
    for (let at = 8; at < bytes.length; at++) bytes[at] = (bytes[at] ?? 0) + 97;
    writeFileSync(file, bytes);
    await expect(loadDataset({ kind: 'idx', folder: '.' }, folder, folder, 10)).rejects.toThrow(
      /the smallest label is 97: number the classes from 0, for example by subtracting 97/,
    );
  });
});
