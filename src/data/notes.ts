/** What is noticed about a data set while it is read. */
import { productOf } from '../shared/network/shapes.ts';
import type { DataFacts, DataNote, Dataset, Samples } from '../shared/specs/samples.ts';

/** One more than the largest label. */
export function labelled({ train, test }: Pick<Dataset, 'train' | 'test'>): number {
  let largest = 0;
  for (const { labels } of [train, test]) for (const label of labels) largest = Math.max(largest, label);
  return largest + 1;
}

/** Outputs of the network beyond every label: nothing is lost but work, or the last layer was copied from elsewhere. */
const spareOutputs = (classes: number, outputs: number): readonly DataNote[] =>
  classes < outputs ? [{ kind: 'spare-outputs', classes, outputs }] : [];

/** Classes without a sample; their numbers. */
function absentClasses({ labels }: Samples, classes: number, part: 'train' | 'test'): readonly DataNote[] {
  const present = new Set<number>(labels);
  const absent = Array.from({ length: classes }, (_, label) => label).filter((label) => !present.has(label));
  return absent.length === 0 ? [] : [{ kind: 'absent-classes', part, labels: absent }];
}

function constantInputs({ values }: Samples): readonly DataNote[] {
  const first = values[0] ?? 0;
  return values.every((value) => value === first) ? [{ kind: 'constant-inputs', value: first }] : [];
}

/** Largest less smallest value of each column. */
function columnRanges({ values, count }: Samples, columns: number): readonly number[] {
  return Array.from({ length: columns }, (_, column) => {
    let [least, most] = [Infinity, -Infinity];
    for (let place = column; place < count * columns; place += columns) {
      least = Math.min(least, values[place] ?? 0);
      most = Math.max(most, values[place] ?? 0);
    }
    return most - least;
  });
}

/** So many times as wide as a quarter of the columns are: those carry nothing beside it. */
const wideTimes = 100;

/** Tables of floats only: bytes share one scale by their nature, and so do the pixels of an image. */
function wideColumn(samples: Samples, names: readonly string[] | undefined): readonly DataNote[] {
  const { sampleShape, values } = samples;
  if (sampleShape.length !== 1 || values instanceof Uint8Array) return [];
  const ranges = columnRanges(samples, productOf(sampleShape));
  const used = ranges.filter((range) => range > 0).toSorted((a, b) => a - b);
  const [usualRange = 0, range = 0] = [used[Math.floor((used.length - 1) / 4)], used.at(-1)];
  if (range <= wideTimes * usualRange) return [];
  const at = ranges.indexOf(range);
  return [{ kind: 'wide-column', column: names?.[at] ?? String(at + 1), range, usualRange }];
}

const isSame = (a: ArrayLike<number>, b: ArrayLike<number>): boolean => {
  for (let place = 0; place < a.length; place++) if (a[place] !== b[place]) return false;
  return a.length === b.length;
};

const sameSamples = (train: Samples, test: Samples): readonly DataNote[] =>
  train.count === test.count && isSame(train.labels, test.labels) && isSame(train.values, test.values) ? [{ kind: 'same-samples' }] : [];

/** Largest less smallest value, in the units that networks are given: bytes are parts of 255. */
function rangeOf({ values }: Samples): number {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return (most - least) / (values instanceof Uint8Array ? 255 : 1);
}

/** No split of one data set is so uneven: 0..255 beside 0..1 is. */
const unlikeTimes = 50;

/** Bytes in both are on one scale by their nature. */
function unlikeRanges(train: Samples, test: Samples): readonly DataNote[] {
  if (train.values instanceof Uint8Array && test.values instanceof Uint8Array) return [];
  const times = rangeOf(test) / rangeOf(train);
  return Number.isFinite(times) && times > 0 && (times > unlikeTimes || times < 1 / unlikeTimes) ? [{ kind: 'unlike-ranges', times }] : [];
}

/** @param inputNames Names of a table's columns. */
export function notesOn(train: Samples, test: Samples, outputs: number, inputNames?: readonly string[]): readonly DataNote[] {
  const classes = labelled({ train, test });
  return [
    ...spareOutputs(classes, outputs),
    ...absentClasses(train, classes, 'train'),
    ...absentClasses(test, classes, 'test'),
    ...constantInputs(train),
    ...wideColumn(train, inputNames),
    ...sameSamples(train, test),
    ...unlikeRanges(train, test),
  ];
}

export const factsOf = ({ train, test, classes, notes = [] }: Dataset): DataFacts => ({
  trainingSamples: train.count,
  testSamples: test.count,
  sampleShape: train.sampleShape,
  classes,
  notes,
});
