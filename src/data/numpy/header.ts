/** The header of a .npy file (numpy.lib.format): what the numbers are, and how many. */
import { productOf } from '../../shared/network/shapes.ts';
import { DataError, quoted } from '../data-error.ts';
import type { ByteReader } from '../files/byte-reader.ts';
import { foundIn } from '../files/recognise.ts';
import { tell } from '../../shared/text/told.ts';

export interface NpyHeader {
  /** Type and size without the byte order: 'u1', 'b1', 'i8', 'f4', ... */
  readonly type: string;
  readonly littleEndian: boolean;
  /** The first index runs fastest. */
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  /** `product(shape)` */
  readonly count: number;
}

const magic = Buffer.from('\x93NUMPY', 'latin1');
/** NumPy itself writes a few hundred bytes, and refuses 10,000. */
const mostHeaderBytes = 1 << 16;

async function checkMagic(reader: ByteReader, file: string): Promise<number> {
  const start = await reader.read(8);
  if (start.length === 0) throw new DataError(file, tell('is empty: expected a NumPy array'));
  const [version = 0, isArray] = [start[6], start.subarray(0, 6).equals(magic)];
  if (!isArray)
    throw new DataError(file, tell('expected a NumPy array, found {0}', foundIn(Buffer.concat([start, await reader.read(248)]))));
  if (version < 1 || version > 3) throw new DataError(file, tell("expected version 1, 2 or 3 of NumPy's format, found {0}", version));
  return version;
}

/** Version 1 has a header length of 2 bytes, later ones 4. */
async function headerText(reader: ByteReader, file: string): Promise<string> {
  const bytes = (await checkMagic(reader, file)) === 1 ? 2 : 4;
  const size = await reader.read(bytes);
  const length = size.length === bytes ? size.readUIntLE(0, bytes) : 0;
  if (length > mostHeaderBytes)
    throw new DataError(file, tell('expected a NumPy header of at most {0} bytes, found {1}', mostHeaderBytes, length));
  const text = await reader.read(length);
  if (size.length < bytes || text.length < length) throw new DataError(file, tell('the header of the NumPy array is cut short'));
  return text.toString('latin1');
}

/** The value of one key of the header, which is a Python dictionary in one line. */
function field(text: string, name: string, value: RegExp, file: string): string {
  const found = new RegExp(`['"]${name}['"]\\s*:\\s*${value.source}`).exec(text)?.[1];
  if (found === undefined)
    throw new DataError(file, tell('expected "{0}" in the header of the NumPy array, found {1}', name, quoted(text.trim())));
  return found;
}

/** `descr` of a record type is a list; of Python objects it is '|O': neither is ever unpickled. */
function typeOf(text: string, file: string): Pick<NpyHeader, 'type' | 'littleEndian'> {
  if (/['"]descr['"]\s*:\s*\[/.test(text))
    throw new DataError(file, tell('holds records with named fields: save one plain array for each'));
  const descr = field(text, 'descr', /['"]([^'"]*)['"]/, file);
  if (descr.includes('O')) throw new DataError(file, tell('holds Python objects: save it as numbers'));
  if (/^[<>|=]?[US]/.test(descr)) throw new DataError(file, tell('holds texts: save numbers; classes are numbered from 0'));
  return { type: descr.replace(/^[<>|=]/, ''), littleEndian: !descr.startsWith('>') };
}

/** Python 2 writes `200L`. */
function sizeOf(text: string, file: string): number {
  const digits = /^\s*(\d+)L?\s*$/.exec(text)?.[1];
  const size = Number(digits);
  if (digits === undefined || !Number.isSafeInteger(size))
    throw new DataError(file, tell('expected whole numbers in the shape of the NumPy array, found {0}', quoted(text.trim())));
  return size;
}

/** @throws DataError for anything that is not a plain array. */
export async function readNpyHeader(reader: ByteReader, file: string): Promise<NpyHeader> {
  const text = await headerText(reader, file);
  const type = typeOf(text, file);
  const fortranOrder = field(text, 'fortran_order', /(True|False)/, file) === 'True';
  const sizes = field(text, 'shape', /\(([^)]*)\)/, file).split(',');
  // A tuple of one ends with a comma.
  const shape = sizes.filter((size, at) => size.trim() !== '' || at + 1 < sizes.length).map((size) => sizeOf(size, file));
  const count = productOf(shape);
  if (!Number.isSafeInteger(8 * count))
    throw new DataError(file, tell('expected an array that some memory could hold, found {0}', shape.join(' x ')));
  return { ...type, fortranOrder, shape, count };
}
