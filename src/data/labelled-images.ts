/** Images and labels of four idx files, put together and checked against each other. */
import { createHash } from 'node:crypto';
import type { DataNote, Dataset, Samples } from '../shared/specs/samples.ts';
import type { Hash } from '../shared/specs/training.ts';
import { formatCount } from '../shared/text/format.ts';
import type { DataArray } from './data-array.ts';
import { DataError } from './data-error.ts';
import { notesOn } from './notes.ts';

// What a data set holds, as one hash: the same for a gzipped and a plain copy, under any name.
const bytesOf = (array: Samples['values'] | Samples['labels']): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

/** Type, count and shape go first, so that no two data sets share their bytes by chance of layout. */
function describe(samples: Samples): string {
  const { count, sampleShape, values, labels } = samples;
  return `${JSON.stringify({ count, sampleShape, values: values.constructor.name, labels: labels.constructor.name })}\n`;
}

/** SHA-256 over shapes, values and labels of the training and the test set. */
function fingerprint(train: Samples, test: Samples): Hash {
  const hash = createHash('sha256');
  for (const samples of [train, test]) hash.update(describe(samples)).update(bytesOf(samples.values)).update(bytesOf(samples.labels));
  return hash.digest('hex');
}

// Labels as class numbers 0..classes-1, checked one by one.
type Labels = Uint8Array | Uint16Array;

/** Bytes stay as they are; anything else must be whole numbers below 65,536. */
function asClassNumbers({ file, values }: DataArray): Labels {
  if (values instanceof Uint8Array) return values;
  const labels = new Uint16Array(new SharedArrayBuffer(2 * values.length));
  values.forEach((value, image) => {
    if (!Number.isInteger(value) || value < 0 || value > 65_535)
      throw new DataError(file, `label ${value} at image ${image}: expected a whole number from 0 to 65,535; number the classes from 0`);
    labels[image] = value;
  });
  return labels;
}

function extremes(labels: Labels): { smallest: number; largest: number } {
  let [smallest, largest] = [65_535, 0];
  for (const label of labels) {
    smallest = Math.min(smallest, label);
    largest = Math.max(largest, label);
  }
  return { smallest, largest };
}

function checkLabelShape({ file, shape }: DataArray): void {
  if (shape.length === 1) return;
  const found = shape.join(' x ');
  const hint = shape.length === 2 ? '; one-hot rows? Save their class numbers, with numpy.argmax(labels, axis=1)' : '';
  throw new DataError(file, `expected labels, one number for each image (magic number 2049 in idx files), found ${found}${hint}`);
}

function remedy(smallest: number, largest: number, limit: number): string {
  if (smallest === 0) return '';
  if (smallest === 1) return '; the smallest label is 1: these labels start at 1, they must start at 0';
  const fits = largest - smallest < limit ? `, for example by subtracting ${smallest}` : '';
  return `; the smallest label is ${smallest}: number the classes from 0${fits}`;
}

/**
 * @param array One dimension: a label for each image.
 * @param classes Number of classes; by default one more than the largest label.
 * @throws DataError at the first label outside 0..classes-1, with a hint where labels start at 1.
 */
function checkedLabels(array: DataArray, classes?: number): { readonly labels: Labels; readonly classes: number } {
  checkLabelShape(array);
  const labels = asClassNumbers(array);
  const { smallest, largest } = extremes(labels);
  const limit = classes ?? largest + 1;
  const image = labels.findIndex((label) => label >= limit);
  if (image < 0) return { labels, classes: limit };
  const problem = `label ${labels[image] ?? 0} at image ${image}, classes 0..${limit - 1}${remedy(smallest, largest, limit)}`;
  throw new DataError(array.file, problem);
}

/** A network that is always right has learnt nothing where there is one class only. */
function checkClasses({ count, labels }: Samples, file: string): void {
  const { smallest, largest } = extremes(labels);
  if (smallest < largest) return;
  throw new DataError(file, `expected training samples of two classes or more, found ${formatCount(count)} of class ${smallest}`);
}

/** Codes of letters (97 and up) and the like would otherwise make outputs that no sample is of. */
function checkGap({ labels }: Samples, file: string, classes?: number): void {
  const { smallest, largest } = extremes(labels);
  const hint = remedy(smallest, largest, largest);
  if (classes === undefined && smallest > 1) throw new DataError(file, `expected labels from 0${hint}`);
}

export interface ImagesAndLabels {
  readonly images: DataArray;
  readonly labels: DataArray;
  /** Of a table's columns. */
  readonly inputNames?: readonly string[];
  /** What was noticed while they were read. */
  readonly notes?: readonly DataNote[];
}

/** `[28, 28]` is one channel: `[1, 28, 28]`; one or three dimensions stay. */
const sampleShape = (shape: readonly number[]): readonly number[] => (shape.length === 3 ? [1, ...shape.slice(1)] : shape.slice(1));

function checkImages(images: DataArray): void {
  if (images.shape.length < 2)
    throw new DataError(
      images.file,
      'expected images (2 dimensions or more; magic number 2051 in idx files), found 1 dimension, as labels have',
    );
  if (images.shape.length > 4)
    throw new DataError(images.file, `expected images of at most 3 dimensions, found ${images.shape.slice(1).join(' x ')}`);
  if (images.values.length === 0) throw new DataError(images.file, 'expected images, found none');
}

function checkCounts({ images, labels }: ImagesAndLabels): void {
  const [imageCount = 0, labelCount = 0] = [images.shape[0], labels.shape[0]];
  if (imageCount === labelCount) return;
  throw new DataError(
    labels.file,
    `${formatCount(imageCount)} images, ${formatCount(labelCount)} labels: they do not belong together (images in ${images.file})`,
  );
}

function samples(pair: ImagesAndLabels, classes?: number): { samples: Samples; classes: number } {
  checkImages(pair.images);
  const checked = checkedLabels(pair.labels, classes);
  checkCounts(pair);
  const { shape, values } = pair.images;
  return { samples: { count: shape[0] ?? 0, sampleShape: sampleShape(shape), values, labels: checked.labels }, classes: checked.classes };
}

/**
 * @param classes Outputs of the network; by default one more than the largest training label.
 * @throws DataError where counts, shapes or labels do not fit together.
 */
export function labelledImages(name: string, train: ImagesAndLabels, test: ImagesAndLabels, classes?: number): Dataset {
  const trainPart = samples(train, classes);
  checkClasses(trainPart.samples, train.labels.file);
  checkGap(trainPart.samples, train.labels.file, classes);
  const testPart = samples(test, trainPart.classes);
  const [expected, found] = [trainPart.samples, testPart.samples].map((part) => part.sampleShape.join(' x '));
  if (expected !== found)
    throw new DataError(test.images.file, `expected test images of ${expected} as in ${train.images.file}, found ${found}`);
  return {
    name,
    train: trainPart.samples,
    test: testPart.samples,
    classes: trainPart.classes,
    fingerprint: fingerprint(trainPart.samples, testPart.samples),
    notes: [
      ...(train.notes ?? []),
      ...(test.notes ?? []),
      ...notesOn(trainPart.samples, testPart.samples, trainPart.classes, train.inputNames),
    ],
  };
}
