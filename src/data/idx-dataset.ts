/** A data set of four idx files of the user's own. */
import { basename, dirname } from 'node:path';
import type { Dataset } from '../shared/specs/samples.ts';
import { findIdxFile } from './idx-files.ts';
import type { IdxConfig } from './idx-files.ts';
import { readIdx } from './idx.ts';
import { labelledImages } from './labelled-images.ts';

/**
 * @param baseFolder Relative paths of the config start here.
 * @param classes Outputs of the network, where known.
 * @throws DataError with the file, what was expected and what was found.
 */
export async function loadIdxDataset(config: IdxConfig, baseFolder: string, classes?: number): Promise<Dataset> {
  const trainImages = await findIdxFile(config, 'trainImages', baseFolder);
  const trainLabels = await findIdxFile(config, 'trainLabels', baseFolder);
  const testImages = await findIdxFile(config, 'testImages', baseFolder);
  const testLabels = await findIdxFile(config, 'testLabels', baseFolder);
  const train = { images: await readIdx(trainImages), labels: await readIdx(trainLabels) };
  const test = { images: await readIdx(testImages), labels: await readIdx(testLabels) };
  return labelledImages(basename(dirname(trainImages)), train, test, classes);
}
