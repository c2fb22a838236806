/** A .npy array as bytes or float32; never silently rounded. */
import { productOf } from '../../shared/network/shapes.ts';
import { float16ToFloat32 } from '../../shared/tensors/small-floats.ts';
import { formatCount } from '../../shared/text/format.ts';
import { type DataArray, sharedBytes, sharedFloats } from '../data-array.ts';
import { DataError } from '../data-error.ts';

/** The header of a .npy file (numpy.lib.format): what the numbers are, and how many. */
interface NpyHeader {
  /** Type and size without the byte order: 'u1', 'b1', 'i8', 'f4', ... */
  readonly type: string;
  readonly littleEndian: boolean;
  readonly shape: readonly number[];
  readonly headerBytes: number;
}

const magic = Buffer.from('\x93NUMPY', 'latin1');

/** Version 1 has a header length of 2 bytes, later ones 4. */
function headerRange(bytes: Buffer, file: string): { start: number; end: number } {
  if (bytes.length === 0) throw new DataError(file, 'is empty: expected a NumPy array');
  if (bytes.length < 12 || !bytes.subarray(0, 6).equals(magic)) throw new DataError(file, 'expected a NumPy array, found something else');
  const first = bytes[6] === 1;
  const start = first ? 10 : 12;
  const end = start + (first ? bytes.readUInt16LE(8) : bytes.readUInt32LE(8));
  if (end > bytes.length) throw new DataError(file, 'the header of the NumPy array is cut short');
  return { start, end };
}

function field(text: string, pattern: RegExp, file: string, name: string): string {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new DataError(file, `the header of the NumPy array has no ${name}`);
  return found;
}

/** `descr` of a record type is a list; of Python objects it is '|O': neither is ever unpickled. */
function checkedType(text: string, file: string): { type: string; littleEndian: boolean } {
  if (/'descr':\s*\[/.test(text)) throw new DataError(file, 'holds records with named fields: save one plain array for each');
  const descr = field(text, /'descr':\s*'([^']*)'/, file, 'descr');
  if (descr.includes('O')) throw new DataError(file, 'holds Python objects: save it as numbers');
  return { type: descr.replace(/^[<>|=]/, ''), littleEndian: !descr.startsWith('>') };
}

/** @throws DataError for anything that is not a plain array of numbers in C order. */
function npyHeader(bytes: Buffer, file: string): NpyHeader {
  const { start, end } = headerRange(bytes, file);
  const text = bytes.toString('latin1', start, end);
  const { type, littleEndian } = checkedType(text, file);
  if (field(text, /'fortran_order':\s*(True|False)/, file, 'fortran_order') === 'True')
    throw new DataError(file, 'is in Fortran order: save it through numpy.ascontiguousarray');
  const shape = field(text, /'shape':\s*\(([^)]*)\)/, file, 'shape');
  const sizes = shape.split(',').filter((size) => size.trim() !== '');
  return { type, littleEndian, shape: sizes.map(Number), headerBytes: end };
}

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
