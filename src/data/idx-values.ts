/** Big-endian values of an idx file as bytes or float32, in shared memory; never silently rounded. */
import { DataError } from './data-error.ts';
import type { IdxType } from './idx-header.ts';

type Reader = (view: DataView, index: number) => number;

const readers: Readonly<Record<Exclude<IdxType, 'uint8'>, Reader>> = {
  int8: (view, index) => view.getInt8(index),
  int16: (view, index) => view.getInt16(2 * index),
  int32: (view, index) => view.getInt32(4 * index),
  float32: (view, index) => view.getFloat32(4 * index),
  float64: (view, index) => view.getFloat64(8 * index),
};

/**
 * @param bytes Values as they lie in the file, in a SharedArrayBuffer; unsigned bytes are returned as they are.
 * @throws DataError for a value that is not finite or that float32 cannot hold exactly.
 */
export function idxValues(bytes: Uint8Array, type: IdxType, count: number, file: string): Uint8Array | Float32Array {
  if (type === 'uint8') return bytes;
  const read = readers[type];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float32Array(new SharedArrayBuffer(4 * count));
  for (let index = 0; index < count; index++) {
    const value = read(view, index);
    if (!Number.isFinite(value)) throw new DataError(file, `value ${index} is ${value}: expected a finite number`);
    if (Math.fround(value) !== value)
      throw new DataError(file, `value ${index} is ${value}: ${type} is read as float32, which cannot hold it exactly`);
    values[index] = value;
  }
  return values;
}
