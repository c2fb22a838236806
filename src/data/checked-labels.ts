/** Labels as class numbers 0..classes-1, checked one by one. */
import type { Samples } from '../shared/specs/samples.ts';
import { tell, tellNumber, type Words } from '../shared/text/told.ts';
import type { DataArray } from './data-array.ts';
import { DataError } from './data-error.ts';

type Labels = Uint8Array | Uint16Array;

interface LabelledPart {
  readonly labels: DataArray;
  /** Of a table: the line of each label in its file, from 1. */
  readonly lines?: readonly number[];
}

/** Bytes stay as they are; anything else must be whole numbers below 65,536. */
function asClassNumbers({ labels: { file, values }, lines }: LabelledPart): Labels {
  if (values instanceof Uint8Array) return values;
  const labels = new Uint16Array(new SharedArrayBuffer(2 * values.length));
  values.forEach((value, image) => {
    if (!Number.isInteger(value) || value < 0 || value > 65_535) {
      const line = lines?.[image];
      const problem =
        line === undefined
          ? tell('label {0} at image {1}: expected a whole number from 0 to 65,535; number the classes from 0', value, image)
          : tell('line {1}: label {0}: expected a whole number from 0 to 65,535; number the classes from 0', value, line);
      throw new DataError(file, problem);
    }
    labels[image] = value;
  });
  return labels;
}

interface Extremes {
  readonly smallest: number;
  readonly largest: number;
}

function extremes(labels: Labels): Extremes {
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
  const hint = shape.length === 2 ? tell('; one-hot rows? Save their class numbers, with numpy.argmax(labels, axis=1)') : '';
  throw new DataError(file, tell('expected labels, one number for each image (magic number 2049 in idx files), found {0}{1}', found, hint));
}

/** @param ofNetwork Whether the limit is the number of the network's outputs. */
function remedy({ smallest, largest }: Extremes, limit: number, ofNetwork: boolean): Words {
  if (smallest === 0) return ofNetwork ? tell('; give the last layer {0} units', largest + 1) : '';
  if (smallest === 1) return tell('; the smallest label is 1: these labels start at 1, they must start at 0');
  const fits = largest - smallest < limit ? tell(', for example by subtracting {0}', smallest) : '';
  return tell('; the smallest label is {0}: number the classes from 0{1}', smallest, fits);
}

export interface Limit {
  readonly classes: number | undefined;
  /** Whether that is the number of the network's outputs. */
  readonly ofNetwork: boolean;
}

/**
 * @param classes Number of classes; by default one more than the largest label.
 * @throws DataError at the first label outside 0..classes-1, with what to do about it.
 */
export function checkedLabels(part: LabelledPart, { classes, ofNetwork }: Limit): { readonly labels: Labels; readonly classes: number } {
  const { labels: array, lines } = part;
  checkLabelShape(array);
  const labels = asClassNumbers(part);
  const ends = extremes(labels);
  const limit = classes ?? ends.largest + 1;
  const image = labels.findIndex((label) => label >= limit);
  if (image < 0) return { labels, classes: limit };
  const [label, line, hint] = [labels[image] ?? 0, lines?.[image], remedy(ends, limit, ofNetwork)];
  const problem =
    line === undefined
      ? tell('label {0} at image {1}, classes 0..{2}{3}', label, image, limit - 1, hint)
      : tell('line {1}: label {0}, classes 0..{2}{3}', label, line, limit - 1, hint);
  throw new DataError(array.file, problem);
}

/** A network that is always right has learnt nothing where there is one class only. */
export function checkClasses({ count, labels }: Samples, file: string): void {
  const { smallest, largest } = extremes(labels);
  if (smallest < largest) return;
  throw new DataError(
    file,
    tell('expected training samples of two classes or more, found {0} of class {1}', tellNumber('count', count), smallest),
  );
}

/** Codes of letters (97 and up) and the like would otherwise make outputs that no sample is of. */
export function checkGap({ labels }: Samples, file: string, classes?: number): void {
  const ends = extremes(labels);
  const hint = remedy(ends, ends.largest, false);
  if (classes === undefined && ends.smallest > 1) throw new DataError(file, tell('expected labels from 0{0}', hint));
}
