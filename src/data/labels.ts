/** Labels as class numbers 0..classes-1, checked one by one. */
import { DataError } from './data-error.ts';
import type { DataArray } from './data-array.ts';

type Labels = Uint8Array | Uint16Array;

/** Bytes stay as they are; anything else must be whole numbers below 65,536. */
function asClassNumbers({ file, values }: DataArray): Labels {
  if (values instanceof Uint8Array) return values;
  const labels = new Uint16Array(new SharedArrayBuffer(2 * values.length));
  values.forEach((value, image) => {
    if (!Number.isInteger(value) || value < 0 || value > 65_535)
      throw new DataError(file, `label ${value} at image ${image}: expected a whole number from 0`);
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

/**
 * @param array One dimension: a label for each image.
 * @param classes Number of classes; by default one more than the largest label.
 * @throws DataError at the first label outside 0..classes-1, with a hint where labels start at 1.
 */
export function checkedLabels(array: DataArray, classes?: number): { readonly labels: Labels; readonly classes: number } {
  if (array.shape.length !== 1)
    throw new DataError(
      array.file,
      `expected labels (1 dimension; magic number 2049 in idx files), found ${array.shape.length} dimensions`,
    );
  const labels = asClassNumbers(array);
  const { smallest, largest } = extremes(labels);
  const limit = classes ?? largest + 1;
  const image = labels.findIndex((label) => label >= limit);
  if (image < 0) return { labels, classes: limit };
  const hint = smallest === 1 ? '; the smallest label is 1: these labels start at 1, they must start at 0' : '';
  throw new DataError(array.file, `label ${labels[image] ?? 0} at image ${image}, classes 0..${limit - 1}${hint}`);
}
