/** A data set of PNG images: `train/<class>/*.png` and `test/<class>/*.png`. */
import { basename, join, resolve } from 'node:path';
import type { DatasetConfig } from '../../shared/config/schema/dataset-schema.ts';
import type { DataNote, Dataset } from '../../shared/specs/samples.ts';
import { sharedBytes } from '../data-array.ts';
import { DataError, quoted } from '../data-error.ts';
import { checkRoom } from '../files/limits.ts';
import { type ImagesAndLabels, labelledImages } from '../labelled-images.ts';
import { type FolderContents, folderContents } from './folder.ts';
import { type Picture, readPng } from './png.ts';
import { tell, type Told } from '../../shared/text/told.ts';

/** The folder of one class. */
interface ClassFolder extends FolderContents {
  readonly folder: string;
  readonly name: string;
}

async function classFolders(part: string): Promise<readonly ClassFolder[]> {
  const { folders } = await folderContents(part);
  const all: ClassFolder[] = [];
  for (const name of folders) all.push({ folder: join(part, name), name, ...(await folderContents(join(part, name))) });
  return all;
}

const foundWords = ({ others }: FolderContents): Told => {
  const kinds = Object.entries(others).map(([ending, count]) => `${count} ${ending}`);
  return kinds.length === 0 ? tell('none') : tell('other files ({0}); convert them to PNG', kinds.join(', '));
};

/** A class without a training image is never learnt, and nobody would notice. */
function checkFilled(classes: readonly ClassFolder[]): void {
  const empty = classes.find(({ images }) => images.length === 0);
  if (empty !== undefined)
    throw new DataError(empty.folder, tell('expected PNG images of the class {0}, found {1}', quoted(empty.name), foundWords(empty)));
}

/** One note for a part, where there is anything to say. */
function leftOut(folder: string, all: readonly FolderContents[]): readonly DataNote[] {
  const endings: Record<string, number> = {};
  for (const { others } of all) for (const [ending, count] of Object.entries(others)) endings[ending] = (endings[ending] ?? 0) + count;
  const hidden = all.reduce((sum, one) => sum + one.hidden, 0);
  return Object.keys(endings).length > 0 || hidden > 0 ? [{ kind: 'left-out', folder, endings, hidden }] : [];
}

const size = ({ channels, height, width }: Picture): string => `${channels} x ${height} x ${width}`;

interface LabelledFile {
  readonly file: string;
  readonly label: number;
}

/** One after the other: thousands of files open at once would exceed what a system allows. */
async function readImages(files: readonly LabelledFile[], first: LabelledFile, folder: string): Promise<ImagesAndLabels> {
  const like = await readPng(first.file);
  const bytes = files.length * like.bytes.length;
  checkRoom(bytes, folder);
  const [values, labels] = [sharedBytes(bytes), sharedBytes(files.length)];
  for (const [index, { file, label }] of files.entries()) {
    const picture = await readPng(file);
    if (size(picture) !== size(like))
      throw new DataError(file, tell('expected {0} as in {1}, found {2}', size(like), first.file, size(picture)));
    values.set(picture.bytes, index * like.bytes.length);
    labels[index] = label;
  }
  const shape = [files.length, like.channels, like.height, like.width];
  return { images: { file: folder, shape, values }, labels: { file: folder, shape: [files.length], values: labels } };
}

/**
 * @param part Holds a folder of PNG images for each class.
 * @param names Of the classes; the place of a name is its label.
 * @throws DataError for the first image that is damaged or of another size than the first.
 */
async function imagePart(part: string, classes: readonly ClassFolder[], names: readonly string[]): Promise<ImagesAndLabels> {
  const files = classes.flatMap(({ folder, name, images }) =>
    images.map((image) => ({ file: join(folder, image), label: names.indexOf(name) })),
  );
  const [first] = files;
  if (first === undefined) throw new DataError(part, tell('expected PNG images in a folder for each class, found none'));
  const beside = await folderContents(part);
  const stray: FolderContents = {
    ...beside,
    others: { ...beside.others, ...(beside.images.length > 0 && { '.png': beside.images.length }) },
  };
  const notes = leftOut(part, [stray, ...classes]);
  return { ...(await readImages(files, first, part)), notes };
}

type ImagesConfig = Extract<DatasetConfig, { kind: 'images' }>;

/** Labels are bytes. */
const mostClasses = 256;

/** The training part decides which classes there are. */
function agreedClasses(train: readonly ClassFolder[], test: readonly ClassFolder[], trainFolder: string): readonly string[] {
  const names = train.map(({ name }) => name);
  const unknown = test.find(({ name }) => !names.includes(name));
  if (unknown !== undefined) throw new DataError(unknown.folder, tell('no such class in {0}', trainFolder));
  if (names.length > mostClasses)
    throw new DataError(trainFolder, tell('{0} classes; at most {1} are read from folders', names.length, mostClasses));
  return names;
}

/**
 * @param baseFolder Relative paths of the config start here.
 * @throws DataError with the file or folder, what was expected and what was found.
 */
export async function loadImagesDataset(config: ImagesConfig, baseFolder: string, classes?: number): Promise<Dataset> {
  const folder = resolve(baseFolder, config.folder);
  const [train, test] = [join(folder, 'train'), join(folder, 'test')];
  const [trainClasses, testClasses] = [await classFolders(train), await classFolders(test)];
  const names = agreedClasses(trainClasses, testClasses, train);
  checkFilled(trainClasses);
  const [trainPart, testPart] = [await imagePart(train, trainClasses, names), await imagePart(test, testClasses, names)];
  return labelledImages(basename(folder), trainPart, testPart, classes ?? names.length);
}
