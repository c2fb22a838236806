/** A .npy array as bytes or float32, in C order. */
import { float16ToFloat32 } from '../../shared/tensors/small-floats.ts';
import { type DataArray, sharedBytes, sharedFloats } from '../data-array.ts';
import { DataError, quoted } from '../data-error.ts';
import type { ByteReader } from '../files/byte-reader.ts';
import { checkFinite, type NumberType, readBytes, readFloats } from '../files/numbers.ts';
import { type NpyHeader, readNpyHeader } from './header.ts';
import { tell, tellNumber, type Words } from '../../shared/text/told.ts';

/** Beyond 2^53 a whole number has no exact double: NaN makes it an error below. */
const exact = (value: bigint): number => (Number.isSafeInteger(Number(value)) ? Number(value) : NaN);

/** Booleans and unsigned bytes are not here: they stay bytes. */
function numberType(type: string, little: boolean): NumberType | undefined {
  const types: Readonly<Record<string, NumberType>> = {
    i1: { bytes: 1, read: (view, place) => view.getInt8(place) },
    u2: { bytes: 2, read: (view, place) => view.getUint16(place, little) },
    i2: { bytes: 2, read: (view, place) => view.getInt16(place, little) },
    u4: { bytes: 4, read: (view, place) => view.getUint32(place, little) },
    i4: { bytes: 4, read: (view, place) => view.getInt32(place, little) },
    u8: { bytes: 8, read: (view, place) => exact(view.getBigUint64(place, little)) },
    i8: { bytes: 8, read: (view, place) => exact(view.getBigInt64(place, little)) },
    f2: { bytes: 2, read: (view, place) => float16ToFloat32(view.getUint16(place, little)) },
    f4: { bytes: 4, read: (view, place) => view.getFloat32(place, little) },
    f8: { bytes: 8, read: (view, place) => view.getFloat64(place, little) },
  };
  return Object.hasOwn(types, type) ? types[type] : undefined;
}

const isByte = (type: string): boolean => type === 'u1' || type === 'b1';

/** Doubles are rounded to float32, as every framework does; whole numbers must stay what they are. */
function checkNumber(value: number, index: number, type: string, file: string): void {
  checkFinite(value, index, file);
  if (type.startsWith('f') || Math.fround(value) === value) return;
  throw new DataError(file, tell('value {0} is {1}: {2} is read as float32, which cannot hold it exactly', index, value, type));
}

/** From an order in which the first index runs fastest to one in which the last does. */
function inCOrder(values: DataArray['values'], shape: readonly number[]): DataArray['values'] {
  const ordered = values instanceof Uint8Array ? sharedBytes(values.length) : sharedFloats(values.length);
  const strides = shape.map((_, dimension) => shape.slice(0, dimension).reduce((product, size) => product * size, 1));
  const index = shape.map(() => 0);
  for (let place = 0, from = 0; place < values.length; place++) {
    ordered[place] = values[from] ?? 0;
    // Counts `index` up by one, the last dimension first, and keeps `from` beside it.
    for (let dimension = shape.length - 1; dimension >= 0; dimension--) {
      const [size = 1, stride = 1, at = 0] = [shape[dimension], strides[dimension], index[dimension]];
      from += stride;
      if ((index[dimension] = at + 1) < size) break;
      from -= stride * size;
      index[dimension] = 0;
    }
  }
  return ordered;
}

function readValues(
  reader: ByteReader,
  { type, count }: NpyHeader,
  number: NumberType | undefined,
  file: string,
): Promise<DataArray['values']> {
  if (number === undefined) return readBytes(reader, count, file);
  return readFloats(reader, count, number, file, (value, index) => checkNumber(value, index, type, file));
}

async function checkEnd(reader: ByteReader, taken: number, expected: number, file: string): Promise<void> {
  const wrong = (found: Words): DataError =>
    new DataError(file, tell('expected {0} bytes of values, found {1}', tellNumber('count', expected), found));
  if (taken < expected) throw wrong(tellNumber('count', taken));
  if (!(await reader.atEnd())) throw wrong(tell('more'));
}

/**
 * @param reader Gives a whole .npy file.
 * @param atMost Bytes that can come: a header that promises more is refused without allocating.
 * @returns Bytes for booleans and unsigned bytes, float32 for all else.
 * @throws DataError with the type's name where it is not supported, or where header and length disagree.
 */
export async function npyArray(reader: ByteReader, file: string, atMost = Infinity): Promise<DataArray> {
  const header = await readNpyHeader(reader, file);
  const { type, count, shape, fortranOrder, littleEndian } = header;
  const number = numberType(type, littleEndian);
  if (number === undefined && !isByte(type))
    throw new DataError(
      file,
      tell("expected numbers of a type such as uint8 or float32, found NumPy's type {0}: convert it with astype", quoted(type)),
    );
  const [start, expected] = [reader.taken, count * (number?.bytes ?? 1)];
  if (start + expected > atMost)
    throw new DataError(
      file,
      tell(
        'expected {0} bytes of values as its header says, found at most {1}',
        tellNumber('count', expected),
        tellNumber('count', Math.max(0, atMost - start)),
      ),
    );
  const values = await readValues(reader, header, number, file);
  await checkEnd(reader, reader.taken - start, expected, file);
  return { file, shape, values: fortranOrder && shape.length > 1 ? inCOrder(values, shape) : values };
}
