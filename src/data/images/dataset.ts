/** A data set of PNG images: `train/<class>/*.png` and `test/<class>/*.png`. */
import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { DatasetConfig } from '../../shared/config/schema/dataset-schema.ts';
import type { Dataset } from '../../shared/specs/samples.ts';
import { sharedBytes } from '../data-array.ts';
import { DataError } from '../data-error.ts';
import { type ImagesAndLabels, labelledImages } from '../labelled-images.ts';
import { type Picture, readPng } from './png.ts';

// A folder of PNG images by class as images and labels.
interface LabelledFile {
  readonly file: string;
  readonly label: number;
}

const inOrder = (names: readonly string[]): string[] => names.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));

async function entries(folder: string, wanted: (entry: { isDirectory(): boolean; name: string }) => boolean): Promise<string[]> {
  const all = await readdir(folder, { withFileTypes: true }).catch((error: Error) =>
    Promise.reject(new DataError(folder, `expected a folder (${error.message})`, { cause: error })),
  );
  return inOrder(all.filter(wanted).map(({ name }) => name));
}

/** Folders are classes, in the order of their names, numbers by value. */
const classNames = (folder: string): Promise<string[]> => entries(folder, (entry) => entry.isDirectory() && !entry.name.startsWith('.'));

async function labelledFiles(folder: string, classes: readonly string[]): Promise<LabelledFile[]> {
  const present = await classNames(folder);
  // A class that only the other part has keeps its number.
  const perClass = classes.map(async (name, label) => {
    if (!present.includes(name)) return [];
    const files = await entries(join(folder, name), (entry) => /\.png$/i.test(entry.name));
    return files.map((file) => ({ file: join(folder, name, file), label }));
  });
  return (await Promise.all(perClass)).flat();
}

const size = ({ channels, height, width }: Picture): string => `${channels} x ${height} x ${width}`;

/**
 * @param folder Holds a folder of PNG images for each class.
 * @param classes Their names; the place of a name is its label.
 * @throws DataError for the first image that is damaged or of another size than the first.
 */
async function imagePart(folder: string, classes: readonly string[]): Promise<ImagesAndLabels> {
  const files = await labelledFiles(folder, classes);
  const [first] = files;
  if (first === undefined) throw new DataError(folder, 'expected PNG images in a folder for each class, found none');
  const like = await readPng(first.file);
  const values = sharedBytes(files.length * like.bytes.length);
  // One after the other: thousands of files open at once would exceed what a system allows.
  for (const [index, { file }] of files.entries()) {
    const picture = await readPng(file);
    if (size(picture) !== size(like)) throw new DataError(file, `expected ${size(like)} as in ${first.file}, found ${size(picture)}`);
    values.set(picture.bytes, index * like.bytes.length);
  }
  const labels = sharedBytes(files.length);
  labels.set(files.map(({ label }) => label));
  const shape = [files.length, like.channels, like.height, like.width];
  return { images: { file: folder, shape, values }, labels: { file: folder, shape: [files.length], values: labels } };
}

type ImagesConfig = Extract<DatasetConfig, { kind: 'images' }>;

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
