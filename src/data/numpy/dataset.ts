/** Data sets of NumPy arrays: four in one .npz, or four .npy files. */
import { basename, resolve } from 'node:path';
import type { DatasetConfig } from '../../shared/config/schema/dataset-schema.ts';
import type { Dataset } from '../../shared/specs/samples.ts';
import type { DataArray } from '../data-array.ts';
import { DataError } from '../data-error.ts';
import { labelledImages } from '../labelled-images.ts';
import { readAll } from '../read-all.ts';
import { npyArray } from './array.ts';
import { channelsFirst } from './channels.ts';
import { readNpz } from './npz.ts';

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
