/** Reads idx files, the format of MNIST (yann.lecun.com/exdb/mnist), plain or gzip whatever the name says. */
import { createHash, type Hash } from 'node:crypto';
import { productOf } from '../shared/network/shapes.ts';
import type { DataArray } from './data-array.ts';
import { DataError } from './data-error.ts';
import { ByteReader } from './files/byte-reader.ts';
import { type ByteSource, openBytes } from './files/byte-source.ts';
import { checkFinite, type NumberType, readBytes, readFloats } from './files/numbers.ts';
import { recognised } from './files/recognise.ts';
import type { ImagesAndLabels } from './labelled-images.ts';
import { tell, tellNumber, type Words } from '../shared/text/told.ts';

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

const wrongSize = (file: string, expected: Words, found: Words): DataError =>
  new DataError(file, tell('expected {0} bytes, found {1}', expected, found));

const isIdx = (magic: Buffer): boolean =>
  magic.readUInt16BE(0) === 0 && types[magic[2] ?? 0] !== undefined && (magic[3] ?? 0) >= 1 && (magic[3] ?? 0) <= mostDimensions;

function wrongMagic(magic: Buffer, more: Buffer, file: string): DataError {
  const number = magic.readUInt32BE(0);
  const looks = recognised(Buffer.concat([magic, more]));
  const shown = `${number} (0x${number.toString(16).padStart(8, '0')})`;
  const found = looks === null ? shown : tell('{0}: this is {1}', shown, looks);
  return new DataError(file, tell('wrong magic number: expected an idx file (2051 for images, 2049 for labels), found {0}', found));
}

/** @throws DataError for another magic number, an unknown type or more than 4 dimensions. */
async function readHeader(reader: ByteReader, file: string): Promise<IdxHeader> {
  const magic = await reader.read(4);
  if (magic.length === 4 && !isIdx(magic)) throw wrongMagic(magic, await reader.read(252), file);
  const dimensions = magic[3] ?? 1;
  const sizes = await reader.read(4 * dimensions);
  if (sizes.length < 4 * dimensions)
    throw wrongSize(file, tell('an idx header of at least {0}', 4 + 4 * dimensions), tellNumber('count', reader.taken));
  const shape = Array.from({ length: dimensions }, (_, dimension) => sizes.readUInt32BE(4 * dimension));
  const type = magic[2] ?? 0;
  return { type, shape, totalBytes: 4 + 4 * dimensions + (types[type]?.bytes ?? 1) * productOf(shape) };
}

/** Before anything is allocated. */
function checkSize({ totalBytes }: IdxHeader, { size, atMost }: ByteSource, file: string): void {
  const expected = tellNumber('count', totalBytes);
  if (size !== null && size !== totalBytes) throw wrongSize(file, expected, tellNumber('count', size));
  if (totalBytes > atMost)
    throw wrongSize(file, expected, tell('a gzip file out of which no more than {0} are unpacked', tellNumber('count', atMost)));
}

/** Never silently rounded. */
function readValues(reader: ByteReader, { type, shape }: IdxHeader, file: string): Promise<Uint8Array | Float32Array> {
  const { name = '', number = null } = types[type] ?? {};
  if (number === null) return readBytes(reader, productOf(shape), file);
  return readFloats(reader, productOf(shape), number, file, (value, index) => {
    checkFinite(value, index, file);
    if (Math.fround(value) !== value)
      throw new DataError(file, tell('value {0} is {1}: {2} is read as float32, which cannot hold it exactly', index, value, name));
  });
}

async function readArray(reader: ByteReader, source: ByteSource, file: string): Promise<DataArray> {
  const header = await readHeader(reader, file);
  checkSize(header, source, file);
  const values = await readValues(reader, header, file);
  const expected = tellNumber('count', header.totalBytes);
  if (reader.taken < header.totalBytes) throw wrongSize(file, expected, tellNumber('count', reader.taken));
  if (!(await reader.atEnd())) throw wrongSize(file, expected, tell('more'));
  return { file, shape: header.shape, values };
}

async function* hashed(chunks: AsyncIterable<Uint8Array>, hash: Hash): AsyncIterable<Uint8Array> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

/** With the SHA-256 of its unpacked contents where that is known. */
export interface IdxFile {
  readonly file: string;
  readonly sha256?: string;
}

/** Images and labels to train on, then those to test on. */
export type IdxFiles = readonly [IdxFile, IdxFile, IdxFile, IdxFile];

/**
 * Reads the files of a data set side by side, since zlib unpacks each in a thread of its own.
 * @throws DataError of the first in their order that has a fault, whichever was found first.
 */
export async function readIdxFiles(files: IdxFiles): Promise<readonly [train: ImagesAndLabels, test: ImagesAndLabels]> {
  const reads = files.map(({ file, sha256 }) => readIdx(file, sha256));
  await Promise.allSettled(reads);
  const [trainImages, trainLabels, testImages, testLabels] = (await Promise.all(reads)) as [DataArray, DataArray, DataArray, DataArray];
  return [
    { images: trainImages, labels: trainLabels },
    { images: testImages, labels: testLabels },
  ];
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
    throw new DataError(file, tell('expected contents with SHA-256 {0}, found {1}', sha256, digest));
  } finally {
    await reader.close();
  }
}
