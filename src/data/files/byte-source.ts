/** The bytes of a file, unpacked where it is gzip inside (by its first bytes, whatever its name) or ends in .br (Brotli has no bytes to tell it by). */
import { constants, createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { DataError } from '../data-error.ts';
import { unpackedAtMost, unpacksTooFar } from './limits.ts';
import { tell, tellNumber, type Told } from '../../shared/text/told.ts';

export interface ByteSource {
  /** Exact number of bytes, or null where only unpacking can tell. */
  readonly size: number | null;
  /** No more bytes than this come out: an announced size beyond it is refused without allocating. */
  readonly atMost: number;
  chunks(): AsyncIterable<Uint8Array>;
}

const chunkSize = 1 << 20;

/** Unpackers ask for a whole chunk of memory at once, however little comes out. */
const unpackedChunkSize = (packed: number): number => Math.max(1 << 14, Math.min(4 * packed, chunkSize));

const words: Readonly<Record<string, Told>> = {
  ENOENT: tell('file not found'),
  ENOTDIR: tell('file not found: a part of its path is no folder'),
  EISDIR: tell('expected a file, found a folder'),
  EACCES: tell('may not be read: this user lacks the right to'),
  EPERM: tell('may not be read: this user lacks the right to'),
  EMFILE: tell('cannot be opened: too many files are open; raise the limit (ulimit -n)'),
  ENFILE: tell('cannot be opened: too many files are open on this machine'),
  ELOOP: tell('file not found: its symbolic links lead in a circle'),
  ENAMETOOLONG: tell('file not found: the path is too long'),
  EIO: tell('cannot be read: the disk reports an error'),
  ERR_INVALID_ARG_VALUE: tell('file not found: no path holds such a character'),
  Z_BUF_ERROR: tell('expected a whole packed file, found one that is cut short (unexpected end of file)'),
};

/** The failure of a file operation in a sentence of our own; what the system said is kept as the error's cause. */
export function fileTrouble(error: unknown): Told {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (words[code] !== undefined) return words[code];
  if (code.startsWith('Z_')) return tell('expected a sound gzip file, found a damaged one');
  if (code.startsWith('ERR_') && code.includes('_ERROR_FORMAT')) return tell('expected a sound Brotli file, found a damaged one');
  return tell('cannot be read ({0})', /^E[A-Z]+$/.test(code) ? code : tell('unknown error'));
}

export const asDataError = (file: string, error: unknown): DataError =>
  error instanceof DataError ? error : new DataError(file, fileTrouble(error), { cause: error });

/** Pipes and devices would be waited for, or read, for ever. */
async function checkRegular(handle: FileHandle, file: string): Promise<number> {
  const found = await handle.stat();
  if (found.isDirectory()) throw new DataError(file, tell('expected a file, found a folder'));
  if (!found.isFile()) throw new DataError(file, tell('expected a file, found a device or a pipe'));
  return found.size;
}

/** Opens a regular file and hands it to `use`. @throws DataError, whatever goes wrong. */
export async function withFile<T>(file: string, use: (handle: FileHandle, size: number) => Promise<T>): Promise<T> {
  let handle: FileHandle | null = null;
  try {
    // Without O_NONBLOCK, which Windows lacks, opening a pipe would wait for its other end.
    handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    return await use(handle, await checkRegular(handle, file));
  } catch (error) {
    throw asDataError(file, error);
  } finally {
    await handle?.close();
  }
}

/** `length` bytes from `start`, fewer at the end of the file. */
export async function bytesAt(handle: FileHandle, start: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, start);
  return buffer.subarray(0, bytesRead);
}

type Unpacker = typeof createGunzip | typeof createBrotliDecompress;

async function* unpacked(file: string, packed: number, unpacker: Unpacker): AsyncIterable<Uint8Array> {
  const bytes = createReadStream(file, { highWaterMark: chunkSize });
  // The callback is only there because pipeline asks for one: errors reach the reader of the last stream.
  const chunks = pipeline(bytes, unpacker({ chunkSize: unpackedChunkSize(packed) }), () => undefined) as AsyncIterable<Uint8Array>;
  let sum = 0;
  for await (const chunk of chunks) {
    sum += chunk.length;
    if (sum > unpackedAtMost(packed)) throw unpacksTooFar(file, packed);
    yield chunk;
  }
}

async function* named(file: string, chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw asDataError(file, error);
  }
}

/** Opens a file for reading once; every failure, also while reading, is a `DataError` with the file's path. */
export async function openBytes(file: string): Promise<ByteSource> {
  const found = await withFile(file, async (handle, size) => ({ size, head: await bytesAt(handle, 0, 2) }));
  const { size, head } = found;
  const isGzip = head[0] === 0x1f && head[1] === 0x8b;
  const unpacker = isGzip ? createGunzip : file.endsWith('.br') ? createBrotliDecompress : null;
  if (unpacker) return { size: null, atMost: unpackedAtMost(size), chunks: () => named(file, unpacked(file, size, unpacker)) };
  // A file that grows while it is read is read to the size that it had.
  const options = { highWaterMark: chunkSize, end: Math.max(0, size - 1) };
  return { size, atMost: size, chunks: () => named(file, size === 0 ? none() : createReadStream(file, options)) };
}

async function* none(): AsyncIterable<Uint8Array> {
  // An empty file has no chunks.
}

/**
 * A whole small file in memory, as it lies on the disk.
 * @throws DataError with the file's path; also where it has more than `most` bytes.
 */
export function readSmall(file: string, most: number): Promise<Buffer> {
  return withFile(file, (handle, size) => {
    if (size > most)
      throw new DataError(file, tell('expected at most {0} bytes, found {1}', tellNumber('count', most), tellNumber('count', size)));
    return bytesAt(handle, 0, size);
  });
}
