/** A data set of two CSV files. */
import { basename, resolve } from 'node:path';
import type { DatasetConfig } from '../../shared/config/schema/dataset-schema.ts';
import type { Dataset } from '../../shared/specs/samples.ts';
import { asBytesAlike } from '../bytes-alike.ts';
import { labelledImages } from '../labelled-images.ts';
import { csvTable } from './table.ts';

export type CsvConfig = Extract<DatasetConfig, { kind: 'csv' }>;

/**
 * @param baseFolder Relative paths of the config start here.
 * @throws DataError with the file, the line and the column.
 */
export async function loadCsvDataset(config: CsvConfig, baseFolder: string, classes?: number): Promise<Dataset> {
  const train = await csvTable(resolve(baseFolder, config.train), config, config.shape);
  const test = await csvTable(resolve(baseFolder, config.test), config, config.shape);
  const [trainImages, testImages] = asBytesAlike(train.images, test.images);
  const name = basename(config.train).replace(/\.csv(\.gz)?$/, '');
  return labelledImages(name, { ...train, images: trainImages }, { ...test, images: testImages }, classes);
}
