/** Images, or rows of features, and their labels, put together as a data set and checked against each other. */
import { createHash } from 'node:crypto';
import type { DataNote, Dataset, Samples } from '../shared/specs/samples.ts';
import type { Hash } from '../shared/specs/training.ts';
import type { DataArray } from './data-array.ts';
import { checkClasses, checkedLabels, checkGap, type Limit } from './checked-labels.ts';
import { DataError } from './data-error.ts';
import { notesOn } from './notes.ts';
import { tell, tellNumber } from '../shared/text/told.ts';

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

export interface ImagesAndLabels {
  readonly images: DataArray;
  readonly labels: DataArray;
  /** Of a table's columns. */
  readonly inputNames?: readonly string[];
  /** Of a table: the line of each label in its file, from 1. */
  readonly lines?: readonly number[];
  /** What was noticed while they were read. */
  readonly notes?: readonly DataNote[];
}

/** `[28, 28]` is one channel: `[1, 28, 28]`; one or three dimensions stay. */
const sampleShape = (shape: readonly number[]): readonly number[] => (shape.length === 3 ? [1, ...shape.slice(1)] : shape.slice(1));

function checkImages(images: DataArray): void {
  if (images.shape.length < 2)
    throw new DataError(
      images.file,
      tell('expected images (2 dimensions or more; magic number 2051 in idx files), found 1 dimension, as labels have'),
    );
  if (images.shape.length > 4)
    throw new DataError(images.file, tell('expected images of at most 3 dimensions, found {0}', images.shape.slice(1).join(' x ')));
  if (images.values.length === 0) throw new DataError(images.file, tell('expected images, found none'));
}

function checkCounts({ images, labels }: ImagesAndLabels): void {
  const [imageCount = 0, labelCount = 0] = [images.shape[0], labels.shape[0]];
  if (imageCount === labelCount) return;
  throw new DataError(
    labels.file,
    tell(
      '{0} images, {1} labels: they do not belong together (images in {2})',
      tellNumber('count', imageCount),
      tellNumber('count', labelCount),
      images.file,
    ),
  );
}

function samples(pair: ImagesAndLabels, limit: Limit): { samples: Samples; classes: number } {
  checkImages(pair.images);
  const checked = checkedLabels(pair, limit);
  checkCounts(pair);
  const { shape, values } = pair.images;
  return { samples: { count: shape[0] ?? 0, sampleShape: sampleShape(shape), values, labels: checked.labels }, classes: checked.classes };
}

/**
 * @param classes Outputs of the network; by default one more than the largest training label.
 * @throws DataError where counts, shapes or labels do not fit together.
 */
export function labelledImages(name: string, train: ImagesAndLabels, test: ImagesAndLabels, classes?: number): Dataset {
  const trainPart = samples(train, { classes, ofNetwork: classes !== undefined });
  checkClasses(trainPart.samples, train.labels.file);
  checkGap(trainPart.samples, train.labels.file, classes);
  const testPart = samples(test, { classes: trainPart.classes, ofNetwork: classes !== undefined });
  const [expected = '', found = ''] = [trainPart.samples, testPart.samples].map((part) => part.sampleShape.join(' x '));
  if (expected !== found)
    throw new DataError(test.images.file, tell('expected test images of {0} as in {1}, found {2}', expected, train.images.file, found));
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
