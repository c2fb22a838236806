/** A data set of four idx files of the user's own. */
import { access } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { DatasetConfig } from '../shared/config/schema/dataset-schema.ts';
import type { Dataset } from '../shared/specs/samples.ts';
import { DataError } from './data-error.ts';
import { type IdxFile, readIdxFiles } from './idx.ts';
import { labelledImages } from './labelled-images.ts';
import { tell } from '../shared/text/told.ts';

/** Where the four idx files of a data set lie: explicit paths first, else the usual names in a folder. */
export type IdxConfig = Extract<DatasetConfig, { kind: 'idx' }>;
export const idxParts = ['trainImages', 'trainLabels', 'testImages', 'testLabels'] as const;
export type IdxPart = (typeof idxParts)[number];

const stems: Readonly<Record<IdxPart, readonly [string, string]>> = {
  trainImages: ['train-images', 'idx3-ubyte'],
  trainLabels: ['train-labels', 'idx1-ubyte'],
  testImages: ['t10k-images', 'idx3-ubyte'],
  testLabels: ['t10k-labels', 'idx1-ubyte'],
};

/** Some unpackers write a dot where the original has a dash. */
function usualNames(part: IdxPart): readonly string[] {
  const [stem, ending] = stems[part];
  return [`${stem}-${ending}`, `${stem}.${ending}`, `${stem}-${ending}.gz`, `${stem}.${ending}.gz`];
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

async function inFolder(folder: string, part: IdxPart): Promise<string> {
  for (const name of usualNames(part)) {
    const file = join(folder, name);
    if (await exists(file)) return file;
  }
  throw new DataError(folder, tell('no file for {0}; looked for {1}', part, usualNames(part).join(', ')));
}

/**
 * @param baseFolder Relative paths of the config start here.
 * @throws DataError that lists the names looked for.
 */
async function findIdxFile(config: IdxConfig, part: IdxPart, baseFolder: string): Promise<string> {
  const path = config[part];
  if (path !== undefined) return resolve(baseFolder, path);
  if (config.folder !== undefined) return inFolder(resolve(baseFolder, config.folder), part);
  throw new DataError(baseFolder, tell('dataset.{0} is missing: give the four paths, or a folder that holds the usual names', part));
}

/**
 * @param baseFolder Relative paths of the config start here.
 * @param classes Outputs of the network, where known.
 * @throws DataError with the file, what was expected and what was found.
 */
export async function loadIdxDataset(config: IdxConfig, baseFolder: string, classes?: number): Promise<Dataset> {
  const find = async (part: IdxPart): Promise<IdxFile> => ({ file: await findIdxFile(config, part, baseFolder) });
  const trainImages = await find('trainImages');
  const others = [await find('trainLabels'), await find('testImages'), await find('testLabels')] as const;
  const [train, test] = await readIdxFiles([trainImages, ...others]);
  return labelledImages(basename(dirname(trainImages.file)), train, test, classes);
}
