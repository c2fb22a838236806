/** What is noticed about a data set while it is read. */
import { productOf } from '../shared/network/shapes.ts';
import type { DataFacts, DataNote, Dataset, Samples } from '../shared/specs/samples.ts';

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

/** @param inputNames Names of a table's columns. */
export function notesOn(train: Samples, test: Samples, classes: number, inputNames?: readonly string[]): readonly DataNote[] {
  return [
    ...absentClasses(train, classes, 'train'),
    ...absentClasses(test, classes, 'test'),
    ...constantInputs(train),
    ...wideColumn(train, inputNames),
  ];
}

export const factsOf = ({ train, test, classes, notes = [] }: Dataset): DataFacts => ({
  trainingSamples: train.count,
  testSamples: test.count,
  sampleShape: train.sampleShape,
  classes,
  notes,
});
