/** A data set of two CSV files. */
import { basename, resolve } from 'node:path';
import type { DatasetConfig } from '../../shared/config/schema/dataset-schema.ts';
import type { Dataset } from '../../shared/specs/samples.ts';
import { type DataArray, sharedFloats } from '../data-array.ts';
import { labelledImages } from '../labelled-images.ts';
import { csvTable } from './table.ts';

// Both parts of a data set as the same type: text files cannot say which, and a test set may happen to hold small whole numbers only.
function asFloats(array: DataArray): DataArray {
  if (array.values instanceof Float32Array) return array;
  const values = sharedFloats(array.values.length);
  values.set(array.values);
  return { ...array, values };
}

/** Bytes only where both are; else float32 in both. */
function asBytesAlike(train: DataArray, test: DataArray): readonly [DataArray, DataArray] {
  const bytes = train.values instanceof Uint8Array && test.values instanceof Uint8Array;
  return bytes ? [train, test] : [asFloats(train), asFloats(test)];
}

export type CsvConfig = Extract<DatasetConfig, { kind: 'csv' }>;

/**
 * @param baseFolder Relative paths of the config start here.
 * @throws DataError with the file, the line and the column.
 */
export async function loadCsvDataset(config: CsvConfig, baseFolder: string, classes?: number): Promise<Dataset> {
  const train = await csvTable(resolve(baseFolder, config.train), config, config.shape);
  const test = await csvTable(resolve(baseFolder, config.test), config, config.shape);
  const [trainImages, testImages] = asBytesAlike(train.images, test.images);
  const name = basename(config.train).replace(/\.csv(\.gz)?$/i, '');
  return labelledImages(name, { ...train, images: trainImages }, { ...test, images: testImages }, classes);
}
