/** Reads idx files, the format of MNIST (yann.lecun.com/exdb/mnist), plain or gzip whatever the name says. */
import { createHash, type Hash } from 'node:crypto';
import { productOf } from '../shared/network/shapes.ts';
import { formatCount } from '../shared/text/format.ts';
import type { DataArray } from './data-array.ts';
import { DataError } from './data-error.ts';
import { ByteReader } from './files/byte-reader.ts';
import { type ByteSource, openBytes } from './files/byte-source.ts';
import { checkFinite, type NumberType, readBytes, readFloats } from './files/numbers.ts';
import { recognised } from './files/recognise.ts';

/** Big-endian numbers by the third byte of the file; null for bytes, which are returned as they are. */
const types: Readonly<Record<number, { readonly name: string; readonly bytes: number; readonly number: NumberType | null }>> = {
  0x08: { name: 'uint8', bytes: 1, number: null },
  0x09: { name: 'int8', bytes: 1, number: { bytes: 1, read: (view, place) => view.getInt8(place) } },
  0x0b: { name: 'int16', bytes: 2, number: { bytes: 2, read: (view, place) => view.getInt16(place) } },
  0x0c: { name: 'int32', bytes: 4, number: { bytes: 4, read: (view, place) => view.getInt32(place) } },
  0x0d: { name: 'float32', bytes: 4, number: { bytes: 4, read: (view, place) => view.getFloat32(place) } },
  0x0e: { name: 'float64', bytes: 8, number: { bytes: 8, read: (view, place) => view.getFloat64(place) } },
};
const mostDimensions = 4;

/** The head of an idx file: two zero bytes, type of the values, number of dimensions, then each as big-endian uint32. */
interface IdxHeader {
  readonly type: number;
  readonly shape: readonly number[];
  /** Header and values together. May be beyond any memory: check it before allocating. */
  readonly totalBytes: number;
}

const wrongSize = (file: string, expected: string, found: string): DataError =>
  new DataError(file, `expected ${expected} bytes, found ${found}`);

const isIdx = (magic: Buffer): boolean =>
  magic.readUInt16BE(0) === 0 && types[magic[2] ?? 0] !== undefined && (magic[3] ?? 0) >= 1 && (magic[3] ?? 0) <= mostDimensions;

function wrongMagic(magic: Buffer, more: Buffer, file: string): DataError {
  const number = magic.readUInt32BE(0);
  const looks = recognised(Buffer.concat([magic, more]));
  const found = `${number} (0x${number.toString(16).padStart(8, '0')})${looks === null ? '' : `: this is ${looks}`}`;
  return new DataError(file, `wrong magic number: expected an idx file (2051 for images, 2049 for labels), found ${found}`);
}

/** @throws DataError for another magic number, an unknown type or more than 4 dimensions. */
async function readHeader(reader: ByteReader, file: string): Promise<IdxHeader> {
  const magic = await reader.read(4);
  if (magic.length === 4 && !isIdx(magic)) throw wrongMagic(magic, await reader.read(252), file);
  const dimensions = magic[3] ?? 1;
  const sizes = await reader.read(4 * dimensions);
  if (sizes.length < 4 * dimensions) throw wrongSize(file, `an idx header of at least ${4 + 4 * dimensions}`, formatCount(reader.taken));
  const shape = Array.from({ length: dimensions }, (_, dimension) => sizes.readUInt32BE(4 * dimension));
  const type = magic[2] ?? 0;
  return { type, shape, totalBytes: 4 + 4 * dimensions + (types[type]?.bytes ?? 1) * productOf(shape) };
}

/** Before anything is allocated. */
function checkSize({ totalBytes }: IdxHeader, { size, atMost }: ByteSource, file: string): void {
  const expected = formatCount(totalBytes);
  if (size !== null && size !== totalBytes) throw wrongSize(file, expected, formatCount(size));
  if (totalBytes > atMost) throw wrongSize(file, expected, `a gzip file out of which no more than ${formatCount(atMost)} are unpacked`);
}

/** Never silently rounded. */
function readValues(reader: ByteReader, { type, shape }: IdxHeader, file: string): Promise<Uint8Array | Float32Array> {
  const { name = '', number = null } = types[type] ?? {};
  if (number === null) return readBytes(reader, productOf(shape), file);
  return readFloats(reader, productOf(shape), number, file, (value, index) => {
    checkFinite(value, index, file);
    if (Math.fround(value) !== value)
      throw new DataError(file, `value ${index} is ${value}: ${name} is read as float32, which cannot hold it exactly`);
  });
}

async function readArray(reader: ByteReader, source: ByteSource, file: string): Promise<DataArray> {
  const header = await readHeader(reader, file);
  checkSize(header, source, file);
  const values = await readValues(reader, header, file);
  const expected = formatCount(header.totalBytes);
  if (reader.taken < header.totalBytes) throw wrongSize(file, expected, formatCount(reader.taken));
  if (!(await reader.atEnd())) throw wrongSize(file, expected, 'more');
  return { file, shape: header.shape, values };
}

async function* hashed(chunks: AsyncIterable<Uint8Array>, hash: Hash): AsyncIterable<Uint8Array> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

/**
 * Reads one idx file. Zeros after the end of the gzip data are accepted.
 * @param sha256 Checked against the unpacked contents where given.
 * @throws DataError with the path, what was expected and what was found.
 */
export async function readIdx(file: string, sha256?: string): Promise<DataArray> {
  const source = await openBytes(file);
  const hash = createHash('sha256');
  const reader = new ByteReader(hashed(source.chunks(), hash));
  try {
    const array = await readArray(reader, source, file);
    const digest = hash.digest('hex');
    if (sha256 === undefined || sha256 === digest) return array;
    throw new DataError(file, `expected contents with SHA-256 ${sha256}, found ${digest}`);
  } finally {
    await reader.close();
  }
}
