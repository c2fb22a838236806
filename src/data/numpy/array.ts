/** A .npy array as bytes or float32; never silently rounded. */
import { formatCount } from '../../shared/text/format.ts';
import { productOf } from '../../shared/network/shapes.ts';
import { float16ToFloat32 } from '../../shared/tensors/small-floats.ts';
import type { DataArray } from '../data-array.ts';
import { sharedBytes, sharedFloats } from '../data-array.ts';
import { DataError } from '../data-error.ts';
import { npyHeader } from './header.ts';
import type { NpyHeader } from './header.ts';

type Reader = (view: DataView, place: number, little: boolean) => number;

/** Beyond 2^53 a whole number has no exact double: NaN makes it an error below. */
const exact = (value: bigint): number => (BigInt(Number(value)) === value && Number.isSafeInteger(Number(value)) ? Number(value) : NaN);

const readers: Readonly<Record<string, { readonly bytes: number; readonly read: Reader }>> = {
  b1: { bytes: 1, read: (view, place) => view.getUint8(place) },
  u1: { bytes: 1, read: (view, place) => view.getUint8(place) },
  i1: { bytes: 1, read: (view, place) => view.getInt8(place) },
  u2: { bytes: 2, read: (view, place, little) => view.getUint16(place, little) },
  i2: { bytes: 2, read: (view, place, little) => view.getInt16(place, little) },
  u4: { bytes: 4, read: (view, place, little) => view.getUint32(place, little) },
  i4: { bytes: 4, read: (view, place, little) => view.getInt32(place, little) },
  u8: { bytes: 8, read: (view, place, little) => exact(view.getBigUint64(place, little)) },
  i8: { bytes: 8, read: (view, place, little) => exact(view.getBigInt64(place, little)) },
  f2: { bytes: 2, read: (view, place, little) => float16ToFloat32(view.getUint16(place, little)) },
  f4: { bytes: 4, read: (view, place, little) => view.getFloat32(place, little) },
  f8: { bytes: 8, read: (view, place, little) => view.getFloat64(place, little) },
};

function floats(body: Buffer, header: NpyHeader, { bytes, read }: { bytes: number; read: Reader }, file: string): Float32Array {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const values = sharedFloats(body.length / bytes);
  for (let index = 0; index < values.length; index++) {
    const value = read(view, index * bytes, header.littleEndian);
    if (!Number.isFinite(value)) throw new DataError(file, `value ${index} is not a finite number that float32 can hold`);
    // Doubles are rounded to float32, as every framework does; whole numbers must stay what they are.
    values[index] = value;
    if (!header.type.startsWith('f') && values[index] !== value)
      throw new DataError(file, `value ${index} is ${value}: ${header.type} is read as float32, which cannot hold it exactly`);
  }
  return values;
}

/**
 * @param bytes A whole .npy file.
 * @returns Bytes for booleans and unsigned bytes, float32 for all else.
 * @throws DataError with the type's name where it is not supported, or where header and length disagree.
 */
export function npyArray(bytes: Buffer, file: string): DataArray {
  const header = npyHeader(bytes, file);
  const reader = readers[header.type];
  if (reader === undefined) throw new DataError(file, `NumPy type ${header.type} is not supported: save it as uint8 or float32`);
  const count = productOf(header.shape);
  const body = bytes.subarray(header.headerBytes);
  if (body.length !== count * reader.bytes)
    throw new DataError(file, `expected ${formatCount(count * reader.bytes)} bytes of values, found ${formatCount(body.length)}`);
  if (header.type !== 'u1' && header.type !== 'b1') return { file, shape: header.shape, values: floats(body, header, reader, file) };
  const values = sharedBytes(count);
  values.set(body);
  return { file, shape: header.shape, values };
}
