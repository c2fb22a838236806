/** A data set of PNG images: `train/<class>/*.png` and `test/<class>/*.png`. */
import { basename, join, resolve } from 'node:path';
import type { DatasetConfig } from '../../shared/config/schema/dataset-schema.ts';
import type { Dataset } from '../../shared/specs/samples.ts';
import { DataError } from '../data-error.ts';
import { labelledImages } from '../labelled-images.ts';
import { classNames, imagePart } from './part.ts';

export type ImagesConfig = Extract<DatasetConfig, { kind: 'images' }>;

/** Labels are bytes. */
const mostClasses = 256;

/** The training part decides which classes there are. */
async function agreedClasses(train: string, test: string): Promise<string[]> {
  const [classes, testClasses] = [await classNames(train), await classNames(test)];
  const unknown = testClasses.find((name) => !classes.includes(name));
  if (unknown !== undefined) throw new DataError(join(test, unknown), `no such class in ${train}`);
  if (classes.length > mostClasses) throw new DataError(train, `${classes.length} classes; at most ${mostClasses} are read from folders`);
  return classes;
}

/**
 * @param baseFolder Relative paths of the config start here.
 * @throws DataError with the file or folder, what was expected and what was found.
 */
export async function loadImagesDataset(config: ImagesConfig, baseFolder: string, classes?: number): Promise<Dataset> {
  const folder = resolve(baseFolder, config.folder);
  const [train, test] = [join(folder, 'train'), join(folder, 'test')];
  const names = await agreedClasses(train, test);
  return labelledImages(basename(folder), await imagePart(train, names), await imagePart(test, names), classes ?? names.length);
}
