/** From what a config says to a data set in memory. */
import { join } from 'node:path';
import type { DatasetConfig } from '../shared/config/schema/dataset-schema.ts';
import type { Dataset } from '../shared/specs/samples.ts';
import { loadCifarDataset } from './cifar/dataset.ts';
import { loadCsvDataset } from './csv/dataset.ts';
import { loadIdxDataset } from './idx-dataset.ts';
import { type IdxFile, readIdxFiles } from './idx.ts';
import { loadImagesDataset } from './images/dataset.ts';
import { loadKnownDataset } from './known/dataset.ts';
import { labelledImages } from './labelled-images.ts';
import { normalizationFor } from './normalization.ts';
import sha256 from './mnist-files.json' with { type: 'json' };
import { loadNumpyDataset } from './numpy/dataset.ts';

// MNIST as it comes with the program: four idx files in Brotli, written by scripts/build/data.mjs.

/**
 * @param folder Holds the four files, named as the originals with `.br`.
 * @returns 60,000 and 10,000 images of [1, 28, 28] bytes, 10 classes.
 * @throws DataError where a file is missing or not the original.
 */
async function loadMnist(folder: string): Promise<Dataset> {
  const packed = (name: keyof typeof sha256): IdxFile => ({ file: join(folder, `${name}.br`), sha256: sha256[name] });
  const [train, test] = await readIdxFiles([
    packed('train-images-idx3-ubyte'),
    packed('train-labels-idx1-ubyte'),
    packed('t10k-images-idx3-ubyte'),
    packed('t10k-labels-idx1-ubyte'),
  ]);
  return labelledImages('mnist', train, test, 10);
}

/** Columns that are normalised one by one cannot drown each other. */
function withoutWideColumns(dataset: Dataset): Dataset {
  return { ...dataset, notes: (dataset.notes ?? []).filter(({ kind }) => kind !== 'wide-column') };
}

/**
 * @param baseFolder Relative paths of the config start here.
 * @param builtInFolder Holds the data that comes with the program (dist/data).
 * @param classes Outputs of the network; labels beyond are refused. By default one more than the largest training label.
 * @returns Values and labels lie in SharedArrayBuffers: loaded once a run, read by every worker.
 * @throws DataError with the file, what was expected and what was found.
 */
export async function loadDataset(dataset: DatasetConfig, baseFolder: string, builtInFolder: string, classes?: number): Promise<Dataset> {
  const read = await readDataset(dataset, baseFolder, builtInFolder, classes);
  return normalizationFor(dataset, read.train).kind === 'per-feature' ? withoutWideColumns(read) : read;
}

async function readDataset(dataset: DatasetConfig, baseFolder: string, builtInFolder: string, classes?: number): Promise<Dataset> {
  if (dataset === 'mnist') return loadMnist(builtInFolder);
  if (typeof dataset === 'string') return loadKnownDataset(dataset);
  switch (dataset.kind) {
    case 'idx':
      return loadIdxDataset(dataset, baseFolder, classes);
    case 'cifar':
      return loadCifarDataset(dataset, baseFolder);
    case 'csv':
      return loadCsvDataset(dataset, baseFolder, classes);
    case 'images':
      return loadImagesDataset(dataset, baseFolder, classes);
    case 'npz':
    case 'npy':
      return loadNumpyDataset(dataset, baseFolder, classes);
  }
}
