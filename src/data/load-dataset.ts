/** From what a config says to a data set in memory. */
import type { DatasetConfig } from '../shared/config/dataset-schema.ts';
import type { Dataset } from '../shared/samples.ts';
import { loadIdxDataset } from './idx-dataset.ts';
import { loadMnist } from './mnist.ts';

/**
 * @param baseFolder Relative paths of the config start here.
 * @param builtInFolder Holds the data that comes with the program (dist/data).
 * @param classes Outputs of the network; labels beyond are refused. By default one more than the largest training label.
 * @returns Values and labels lie in SharedArrayBuffers: loaded once a run, read by every worker.
 * @throws DataError with the file, what was expected and what was found.
 */
export async function loadDataset(dataset: DatasetConfig, baseFolder: string, builtInFolder: string, classes?: number): Promise<Dataset> {
  return dataset === 'mnist' ? loadMnist(builtInFolder) : loadIdxDataset(dataset, baseFolder, classes);
}
