/** Data sets of NumPy arrays: four in one .npz, or four .npy files. */
import { basename, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import type { DatasetConfig } from '../../shared/config/schema/dataset-schema.ts';
import type { Dataset } from '../../shared/specs/samples.ts';
import { readAll } from '../byte-source.ts';
import { type DataArray, sharedBytes, sharedFloats } from '../data-array.ts';
import { DataError } from '../data-error.ts';
import { labelledImages } from '../labelled-images.ts';
import { npyArray } from './array.ts';

/** Where the channels of an image stand in an array: engines want them first. */
type ImageLayout = 'auto' | 'channels-first' | 'channels-last';

/** `[n, h, w, 3]` is channels last; `[n, 3, h, w]`, and anything that could be both, is not touched. */
function isChannelsLast(shape: readonly number[], layout: ImageLayout): boolean {
  if (shape.length !== 4 || layout === 'channels-first') return false;
  const isFew = (size: number | undefined): boolean => size === 1 || size === 3;
  return layout === 'channels-last' || (isFew(shape[3]) && !isFew(shape[1]));
}

/**
 * @param array Images `[n, h, w, c]` or `[n, c, h, w]`; fewer dimensions stay as they are.
 * @returns `[n, c, h, w]`.
 */
function channelsFirst(array: DataArray, layout: ImageLayout): DataArray {
  if (!isChannelsLast(array.shape, layout)) return array;
  const [count = 0, height = 0, width = 0, channels = 0] = array.shape;
  const [from, area] = [array.values, height * width];
  const to = from instanceof Uint8Array ? sharedBytes(from.length) : sharedFloats(from.length);
  for (let image = 0; image < count; image++) {
    const start = image * area * channels;
    for (let pixel = 0; pixel < area; pixel++)
      for (let channel = 0; channel < channels; channel++)
        to[start + channel * area + pixel] = from[start + pixel * channels + channel] ?? 0;
  }
  return { file: array.file, shape: [count, channels, height, width], values: to };
}

// The arrays of a .npz file: a zip of .npy files, stored or deflated.
function unpacked(bytes: Buffer, wanted: readonly string[], file: string): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter: ({ name }) => wanted.includes(name) });
  } catch (error) {
    throw new DataError(file, `expected a sound .npz file, found a damaged one (${(error as Error).message})`, { cause: error });
  }
}

function namesIn(bytes: Buffer, file: string): string {
  const names: string[] = [];
  try {
    unzipSync(bytes, { filter: ({ name }) => (names.push(name.replace(/\.npy$/, '')), false) });
  } catch (error) {
    throw new DataError(file, `expected a .npz file (${(error as Error).message})`, { cause: error });
  }
  return names.join(', ');
}

/**
 * @param names Arrays to read, without `.npy`.
 * @returns The arrays in the order of `names`.
 * @throws DataError with the file and the array's name.
 */
async function readNpz(file: string, names: readonly string[]): Promise<readonly DataArray[]> {
  const bytes = await readAll(file);
  const entries = unpacked(
    bytes,
    names.map((name) => `${name}.npy`),
    file,
  );
  return names.map((name) => {
    const entry = entries[`${name}.npy`];
    if (entry === undefined) throw new DataError(file, `no array named ${name}; it holds ${namesIn(bytes, file)}`);
    return npyArray(Buffer.from(entry.buffer, entry.byteOffset, entry.byteLength), `${file}: ${name}`);
  });
}

export type NumpyConfig = Extract<DatasetConfig, { kind: 'npz' | 'npy' }>;

async function readNpy(path: string): Promise<DataArray> {
  return npyArray(await readAll(path), path);
}

function arraysOf(config: NumpyConfig, baseFolder: string): Promise<readonly DataArray[]> {
  const { trainImages, trainLabels, testImages, testLabels } = config;
  const names = [trainImages, trainLabels, testImages, testLabels];
  if (config.kind === 'npz') return readNpz(resolve(baseFolder, config.file), names);
  return Promise.all(names.map((name) => readNpy(resolve(baseFolder, name))));
}

/** Some libraries keep labels as a column `[n, 1]`. */
function flatLabels(labels: DataArray): DataArray {
  const { shape } = labels;
  return shape.length === 2 && shape[1] === 1 ? { ...labels, shape: shape.slice(0, 1) } : labels;
}

/**
 * @param baseFolder Relative paths of the config start here.
 * @throws DataError with the file and array, what was expected and what was found.
 */
export async function loadNumpyDataset(config: NumpyConfig, baseFolder: string, classes?: number): Promise<Dataset> {
  const [trainImages, trainLabels, testImages, testLabels] = await arraysOf(config, baseFolder);
  if (!trainImages || !trainLabels || !testImages || !testLabels) throw new DataError(baseFolder, 'an array is missing');
  const part = (images: DataArray, labels: DataArray): { images: DataArray; labels: DataArray } => {
    return { images: channelsFirst(images, config.layout), labels: flatLabels(labels) };
  };
  const name = basename(config.kind === 'npz' ? config.file : config.trainImages).replace(/\.np[yz]$/, '');
  return labelledImages(name, part(trainImages, trainLabels), part(testImages, testLabels), classes);
}
