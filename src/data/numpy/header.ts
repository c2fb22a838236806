/** The header of a .npy file (numpy.lib.format): what the numbers are, and how many. */
import { DataError } from '../data-error.ts';

export interface NpyHeader {
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
export function npyHeader(bytes: Buffer, file: string): NpyHeader {
  const { start, end } = headerRange(bytes, file);
  const text = bytes.toString('latin1', start, end);
  const { type, littleEndian } = checkedType(text, file);
  if (field(text, /'fortran_order':\s*(True|False)/, file, 'fortran_order') === 'True')
    throw new DataError(file, 'is in Fortran order: save it through numpy.ascontiguousarray');
  const shape = field(text, /'shape':\s*\(([^)]*)\)/, file, 'shape');
  const sizes = shape.split(',').filter((size) => size.trim() !== '');
  return { type, littleEndian, shape: sizes.map(Number), headerBytes: end };
}
