/** Data sets of NumPy arrays: four in one .npz, or four .npy files. */
import { basename, resolve } from 'node:path';
import type { DatasetConfig } from '../../shared/config/schema/dataset-schema.ts';
import type { Dataset } from '../../shared/specs/samples.ts';
import { type DataArray, sharedBytes, sharedFloats } from '../data-array.ts';
import { escaped } from '../../shared/text/plain-text.ts';
import { DataError } from '../data-error.ts';
import { ByteReader } from '../files/byte-reader.ts';
import { openBytes } from '../files/byte-source.ts';
import { labelledImages } from '../labelled-images.ts';
import { npyArray } from './array.ts';
import { memberChunks, zipMembers } from './zip.ts';
import { tell } from '../../shared/text/told.ts';

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

const arrayName = (member: string): string => escaped(member.replace(/\.npy$/, ''));

/** Reads one array, whatever happens to the rest of its file. */
async function arrayIn(chunks: AsyncIterable<Uint8Array>, place: string, atMost: number): Promise<DataArray> {
  const reader = new ByteReader(chunks);
  try {
    return await npyArray(reader, place, atMost);
  } finally {
    await reader.close();
  }
}

/**
 * @param names Arrays to read, without `.npy`.
 * @returns The arrays in the order of `names`.
 * @throws DataError with the file and the array's name.
 */
async function readNpz(file: string, names: readonly string[]): Promise<readonly DataArray[]> {
  const members = await zipMembers(file);
  const arrays: DataArray[] = [];
  for (const name of names) {
    const [member, ...others] = members.filter((one) => one.name === `${name}.npy`);
    const there = members.slice(0, 20).map((one) => arrayName(one.name));
    if (member === undefined)
      throw new DataError(
        file,
        tell('no array named {0}; it holds {1}', escaped(name), there.length > 0 ? there.join(', ') : tell('none')),
      );
    const place = `${file}: ${name}`;
    // Programs differ in which of them they take.
    if (others.length > 0) throw new DataError(place, tell('expected one array of this name, found {0}: save it anew', others.length + 1));
    arrays.push(await arrayIn(memberChunks(file, member, place), place, member.bytes));
  }
  return arrays;
}

export type NumpyConfig = Extract<DatasetConfig, { kind: 'npz' | 'npy' }>;

async function readNpy(file: string): Promise<DataArray> {
  const source = await openBytes(file);
  return arrayIn(source.chunks(), file, source.atMost);
}

async function readEach(files: readonly string[]): Promise<readonly DataArray[]> {
  const arrays: DataArray[] = [];
  // One after the other, so that each is measured against the memory that the others have left.
  for (const file of files) arrays.push(await readNpy(file));
  return arrays;
}

function arraysOf(config: NumpyConfig, baseFolder: string): Promise<readonly DataArray[]> {
  const { trainImages, trainLabels, testImages, testLabels } = config;
  const names = [trainImages, trainLabels, testImages, testLabels];
  if (config.kind === 'npz') return readNpz(resolve(baseFolder, config.file), names);
  return readEach(names.map((name) => resolve(baseFolder, name)));
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
  if (!trainImages || !trainLabels || !testImages || !testLabels) throw new DataError(baseFolder, tell('an array is missing'));
  const part = (images: DataArray, labels: DataArray): { images: DataArray; labels: DataArray } => {
    return { images: channelsFirst(images, config.layout), labels: flatLabels(labels) };
  };
  const name = basename(config.kind === 'npz' ? config.file : config.trainImages).replace(/\.np[yz]$/, '');
  return labelledImages(name, part(trainImages, trainLabels), part(testImages, testLabels), classes);
}
