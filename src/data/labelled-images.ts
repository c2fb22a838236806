/** Images and labels of four idx files, put together and checked against each other. */
import { formatCount } from '../shared/text/format.ts';
import type { Dataset, Samples } from '../shared/specs/samples.ts';
import { DataError } from './data-error.ts';
import { fingerprint } from './fingerprint.ts';
import type { DataArray } from './data-array.ts';
import { checkedLabels } from './labels.ts';

export interface ImagesAndLabels {
  readonly images: DataArray;
  readonly labels: DataArray;
}

/** `[28, 28]` is one channel: `[1, 28, 28]`; one or three dimensions stay. */
const sampleShape = (shape: readonly number[]): readonly number[] => (shape.length === 3 ? [1, ...shape.slice(1)] : shape.slice(1));

function checkImages(images: DataArray): void {
  if (images.shape.length < 2)
    throw new DataError(
      images.file,
      'expected images (2 dimensions or more; magic number 2051 in idx files), found 1 dimension, as labels have',
    );
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
  };
}
