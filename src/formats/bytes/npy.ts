/** Arrays as NumPy keeps them (numpy.lib.format, version 1.0): a header in Python's words, then the values in C order, little-endian. */

export type NpyData = Float32Array | Float64Array | Uint8Array | Uint16Array | Uint32Array | Int32Array | BigInt64Array;

interface Typed {
  readonly descr: string;
  is(data: NpyData): boolean;
}

const types: readonly Typed[] = [
  { descr: '<f4', is: (data) => data instanceof Float32Array },
  { descr: '<f8', is: (data) => data instanceof Float64Array },
  { descr: '|u1', is: (data) => data instanceof Uint8Array },
  { descr: '<u2', is: (data) => data instanceof Uint16Array },
  { descr: '<u4', is: (data) => data instanceof Uint32Array },
  { descr: '<i4', is: (data) => data instanceof Int32Array },
  { descr: '<i8', is: (data) => data instanceof BigInt64Array },
];

export interface NpyArray {
  readonly shape: readonly number[];
  readonly data: NpyData;
}

/** A tuple of one ends with a comma. */
const tuple = (shape: readonly number[]): string => `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;

/** Magic, version and length take 10 bytes; the whole is a multiple of 64, so that values can be mapped into memory. */
function headerBytes(text: string): Uint8Array {
  const length = Math.ceil((10 + text.length + 1) / 64) * 64;
  const padded = `${text.padEnd(length - 11)}\n`;
  const bytes = Buffer.alloc(length);
  bytes.write('\x93NUMPY\x01\x00', 0, 'latin1');
  bytes.writeUInt16LE(padded.length, 8);
  bytes.write(padded, 10, 'latin1');
  return bytes;
}

/** The bytes of a .npy file. */
export function npyBytes({ shape, data }: NpyArray): Uint8Array {
  const descr = types.find(({ is }) => is(data))?.descr ?? '|u1';
  const header = headerBytes(`{'descr': '${descr}', 'fortran_order': False, 'shape': ${tuple(shape)}, }`);
  return Buffer.concat([header, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)]);
}

/** A text as an array without dimensions would be a type that our own reader refuses: it is kept as its UTF-8 bytes. */
export const textArray = (text: string): NpyArray => {
  const data = new TextEncoder().encode(text);
  return { shape: [data.length], data };
};
