/** Records of the official binary layout (cs.toronto.edu/~kriz/cifar.html): label bytes, then red, green and blue planes. */
import { sharedBytes } from '../data-array.ts';
import { DataError } from '../data-error.ts';
import { checkRoom } from '../files/limits.ts';
import type { ImagesAndLabels } from '../labelled-images.ts';
import { tell, tellNumber, type Told } from '../../shared/text/told.ts';

/** 3 planes of 32 x 32. */
const imageBytes = 3072;

export interface CifarLayout {
  readonly classes: number;
  /** 1 for CIFAR-10; 2 for CIFAR-100: coarse, then fine. */
  readonly labelBytes: 1 | 2;
  /** Which of the label bytes counts. */
  readonly labelAt: 0 | 1;
}

export interface CifarFile {
  readonly file: string;
  readonly bytes: Uint8Array;
}

function whyNot(length: number, { labelBytes }: CifarLayout): Told {
  const record = imageBytes + labelBytes;
  const other = labelBytes === 1 ? { record: imageBytes + 2, name: 'CIFAR-100' } : { record: imageBytes + 1, name: 'CIFAR-10' };
  if (length > 0 && length % other.record === 0) {
    const numbers = tell(
      '{0} bytes is no multiple of {1} but of {2}',
      tellNumber('count', length),
      tellNumber('count', record),
      tellNumber('count', other.record),
    );
    return tell('{0}: this looks like {1}', numbers, other.name);
  }
  const records = Math.floor(length / record);
  return tell(
    'expected whole records of {0} bytes, found {1} records and {2} bytes left over',
    tellNumber('count', record),
    tellNumber('count', records),
    tellNumber('count', length % record),
  );
}

function checkLength({ file, bytes }: CifarFile, layout: CifarLayout): void {
  if (bytes.length === 0 || bytes.length % (imageBytes + layout.labelBytes) !== 0) throw new DataError(file, whyNot(bytes.length, layout));
}

function checkLabel(label: number, record: number, file: string, { classes }: CifarLayout): void {
  if (label >= classes) throw new DataError(file, tell('label {0} at record {1}, classes 0..{2}', label, record, classes - 1));
}

/**
 * @param files Read one after the other, in the order given.
 * @returns Images `[records, 3, 32, 32]` and labels `[records]`, as bytes.
 * @throws DataError with the file for a length that is no whole number of records, or a label out of range.
 */
export function cifarRecords(files: readonly CifarFile[], layout: CifarLayout): ImagesAndLabels {
  files.forEach((file) => checkLength(file, layout));
  const recordBytes = imageBytes + layout.labelBytes;
  const count = files.reduce((sum, { bytes }) => sum + bytes.length / recordBytes, 0);
  checkRoom(count * imageBytes, files[0]?.file ?? '');
  const [images, labels] = [sharedBytes(count * imageBytes), sharedBytes(count)];
  let place = 0;
  for (const { file, bytes } of files) {
    for (let start = 0; start < bytes.length; start += recordBytes, place++) {
      const label = bytes[start + layout.labelAt] ?? 0;
      checkLabel(label, start / recordBytes, file, layout);
      labels[place] = label;
      images.set(bytes.subarray(start + layout.labelBytes, start + recordBytes), place * imageBytes);
    }
  }
  const file = files[0]?.file ?? '';
  return { images: { file, shape: [count, 3, 32, 32], values: images }, labels: { file, shape: [count], values: labels } };
}
