/** Reads idx files, the format of MNIST (yann.lecun.com/exdb/mnist), plain or gzip whatever the name says. */
import { createHash } from 'node:crypto';
import { formatCount } from '../shared/text/format.ts';
import { openBytes } from './byte-source.ts';
import type { ByteSource } from './byte-source.ts';
import { sharedBytes } from './data-array.ts';
import type { DataArray } from './data-array.ts';
import { DataError } from './data-error.ts';
import { parseIdxHeader } from './idx-header.ts';
import type { IdxHeader } from './idx-header.ts';
import { idxValues } from './idx-values.ts';

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
