/** From what a config says to a data set in memory. */
import type { DatasetConfig } from '../shared/config/schema/dataset-schema.ts';
import type { Dataset } from '../shared/specs/samples.ts';
import { loadCifarDataset } from './cifar/dataset.ts';
import { loadCsvDataset } from './csv/dataset.ts';
import { loadIdxDataset } from './idx-dataset.ts';
import { loadImagesDataset } from './images/dataset.ts';
import { loadKnownDataset } from './known/dataset.ts';
import { loadMnist } from './mnist.ts';
import { loadNumpyDataset } from './numpy/dataset.ts';

/**
 * @param baseFolder Relative paths of the config start here.
 * @param builtInFolder Holds the data that comes with the program (dist/data).
 * @param classes Outputs of the network; labels beyond are refused. By default one more than the largest training label.
 * @returns Values and labels lie in SharedArrayBuffers: loaded once a run, read by every worker.
 * @throws DataError with the file, what was expected and what was found.
 */
export async function loadDataset(dataset: DatasetConfig, baseFolder: string, builtInFolder: string, classes?: number): Promise<Dataset> {
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
