/** The bytes of a file, unpacked where it is gzip inside (by its first bytes, whatever its name). */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { DataError } from './data-error.ts';

export interface ByteSource {
  /** Exact number of bytes, or null where only unpacking can tell. */
  readonly size: number | null;
  /** No more bytes than this can come out: an announced size beyond it is a lie, found without allocating. */
  readonly atMost: number;
  chunks(): AsyncIterable<Uint8Array>;
}

const chunkSize = 1 << 20;
/** Deflate packs at most 1032 bytes into one. */
const largestRatio = 1032;

async function sizeAndMagic(file: string): Promise<{ size: number; gzip: boolean }> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return { size, gzip: bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b };
  } finally {
    await handle.close();
  }
}

function inWords(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'file not found';
  if (code === 'EISDIR') return 'expected a file, found a folder';
  if (code === 'Z_BUF_ERROR') return 'expected a whole gzip file, found one that is cut short (unexpected end of file)';
  if (code?.startsWith('Z_') === true) return `expected a sound gzip file, found a damaged one (${message})`;
  return message;
}

async function* unpacked(file: string): AsyncIterable<Uint8Array> {
  const packed = createReadStream(file, { highWaterMark: chunkSize });
  // The callback is only there because pipeline asks for one: errors reach the reader of the last stream.
  yield* pipeline(packed, createGunzip({ chunkSize }), () => undefined) as AsyncIterable<Uint8Array>;
}

async function* named(file: string, chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw new DataError(file, inWords(error), { cause: error });
  }
}

/** Opens a file for reading once; every failure, also while reading, is a `DataError` with the file's path. */
export async function openBytes(file: string): Promise<ByteSource> {
  const found = await sizeAndMagic(file).catch((error: unknown) => {
    throw new DataError(file, inWords(error), { cause: error });
  });
  if (found.gzip) return { size: null, atMost: found.size * largestRatio, chunks: () => named(file, unpacked(file)) };
  return { size: found.size, atMost: found.size, chunks: () => named(file, createReadStream(file, { highWaterMark: chunkSize })) };
}

// A whole file in memory, unpacked where it is gzip inside.
/** @throws DataError with the file's path. */
export async function readAll(file: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of (await openBytes(file)).chunks()) chunks.push(chunk);
  return Buffer.concat(chunks);
}
