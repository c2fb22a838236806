/** MNIST as it comes with the program: four gzipped idx files, written by scripts/build-data.mjs. */
import { join } from 'node:path';
import type { Dataset } from '../shared/specs/samples.ts';
import { readIdx } from './idx.ts';
import type { DataArray } from './data-array.ts';
import { labelledImages } from './labelled-images.ts';
// SHA-256 of each unpacked file; one list for the build and for loading.
import sha256 from './mnist-files.json' with { type: 'json' };

/**
 * @param folder Holds the four files, named as the originals with `.gz`.
 * @returns 60,000 and 10,000 images of [1, 28, 28] bytes, 10 classes.
 * @throws DataError where a file is missing or not the original.
 */
export async function loadMnist(folder: string): Promise<Dataset> {
  const read = (name: keyof typeof sha256): Promise<DataArray> => readIdx(join(folder, `${name}.gz`), sha256[name]);
  const train = { images: await read('train-images-idx3-ubyte'), labels: await read('train-labels-idx1-ubyte') };
  const test = { images: await read('t10k-images-idx3-ubyte'), labels: await read('t10k-labels-idx1-ubyte') };
  return labelledImages('mnist', train, test, 10);
}
