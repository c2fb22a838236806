/** Reads idx files, the format of MNIST (yann.lecun.com/exdb/mnist), plain or gzip whatever the name says. */
import { createHash } from 'node:crypto';
import { productOf } from '../shared/network/shapes.ts';
import { formatCount } from '../shared/text/format.ts';
import { type ByteSource, openBytes } from './byte-source.ts';
import { type DataArray, sharedBytes } from './data-array.ts';
import { DataError } from './data-error.ts';

/** The head of an idx file: two zero bytes, type of the values, number of dimensions, then each as big-endian uint32. */
type IdxType = 'uint8' | 'int8' | 'int16' | 'int32' | 'float32' | 'float64';

interface IdxHeader {
  readonly type: IdxType;
  readonly shape: readonly number[];
  readonly headerBytes: number;
  readonly bytesPerValue: number;
  /** Header and values together. May be beyond any memory: check it before allocating. */
  readonly totalBytes: number;
}

const types: Readonly<Record<number, readonly [IdxType, number]>> = {
  0x08: ['uint8', 1],
  0x09: ['int8', 1],
  0x0b: ['int16', 2],
  0x0c: ['int32', 4],
  0x0d: ['float32', 4],
  0x0e: ['float64', 8],
};
const mostDimensions = 4;

function checkMagic(view: DataView, file: string): readonly [IdxType, number] {
  const type = types[view.getUint8(2)];
  const dimensions = view.getUint8(3);
  if (view.getUint16(0) === 0 && type !== undefined && dimensions >= 1 && dimensions <= mostDimensions) return type;
  const found = view.getUint32(0);
  throw new DataError(
    file,
    `wrong magic number: expected an idx file (2051 for images, 2049 for labels), found ${found} (0x${found.toString(16).padStart(8, '0')})`,
  );
}

/**
 * Reads the header from a file's first bytes; null where more of them are needed.
 * @throws DataError for another magic number, an unknown type or more than 4 dimensions.
 */
function parseIdxHeader(bytes: Uint8Array, file: string): IdxHeader | null {
  if (bytes.length < 4) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [type, bytesPerValue] = checkMagic(view, file);
  const headerBytes = 4 + 4 * view.getUint8(3);
  if (bytes.length < headerBytes) return null;
  const shape = Array.from({ length: view.getUint8(3) }, (_, dimension) => view.getUint32(4 + 4 * dimension));
  const totalBytes = headerBytes + bytesPerValue * productOf(shape);
  return { type, shape, headerBytes, bytesPerValue, totalBytes };
}

// Big-endian values of an idx file as bytes or float32, in shared memory; never silently rounded.
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
function idxValues(bytes: Uint8Array, type: IdxType, count: number, file: string): Uint8Array | Float32Array {
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

const wrongSize = (file: string, expected: string, found: string): DataError =>
  new DataError(file, `expected ${expected} bytes, found ${found}`);

/** Takes a file's bytes as they come and allocates once, when the header proved possible. */
class IdxSink {
  #head: Uint8Array = new Uint8Array(0);
  #body: Uint8Array = new Uint8Array(0);
  #filled = 0;
  #header: IdxHeader | null = null;
  readonly #hash = createHash('sha256');
  readonly #file: string;
  readonly #source: ByteSource;

  constructor(file: string, source: ByteSource) {
    this.#file = file;
    this.#source = source;
  }

  push(chunk: Uint8Array): void {
    this.#hash.update(chunk);
    if (this.#header !== null) return this.#fill(chunk);
    this.#head = Buffer.concat([this.#head, chunk]);
    this.#header = parseIdxHeader(this.#head, this.#file);
    if (this.#header !== null) this.#begin(this.#header);
  }

  #begin(header: IdxHeader): void {
    const { size, atMost } = this.#source;
    const expected = formatCount(header.totalBytes);
    if (size !== null && size !== header.totalBytes) throw wrongSize(this.#file, expected, formatCount(size));
    if (header.totalBytes > atMost) throw wrongSize(this.#file, expected, `a gzip file that cannot hold more than ${formatCount(atMost)}`);
    this.#body = sharedBytes(header.totalBytes - header.headerBytes);
    this.#fill(this.#head.subarray(header.headerBytes));
  }

  #fill(bytes: Uint8Array): void {
    const room = this.#body.length - this.#filled;
    if (bytes.length > room) throw wrongSize(this.#file, formatCount(this.#header?.totalBytes ?? 0), 'more');
    this.#body.set(bytes, this.#filled);
    this.#filled += bytes.length;
  }

  finish(sha256: string | undefined): DataArray {
    const header = this.#header;
    if (header === null) throw wrongSize(this.#file, 'an idx header of at least 8', formatCount(this.#head.length));
    const found = header.headerBytes + this.#filled;
    if (found !== header.totalBytes) throw wrongSize(this.#file, formatCount(header.totalBytes), formatCount(found));
    const digest = this.#hash.digest('hex');
    if (sha256 !== undefined && sha256 !== digest)
      throw new DataError(this.#file, `expected contents with SHA-256 ${sha256}, found ${digest}`);
    const count = this.#body.length / header.bytesPerValue;
    return { file: this.#file, shape: header.shape, values: idxValues(this.#body, header.type, count, this.#file) };
  }
}

/**
 * Reads one idx file. Zeros after the end of the gzip data are accepted.
 * @param sha256 Checked against the unpacked contents where given.
 * @throws DataError with the path, what was expected and what was found.
 */
export async function readIdx(file: string, sha256?: string): Promise<DataArray> {
  const source = await openBytes(file);
  const sink = new IdxSink(file, source);
  for await (const chunk of source.chunks()) sink.push(chunk);
  return sink.finish(sha256);
}
