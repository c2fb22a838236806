/** Fetches what is missing of a known data set into the cache that all workspaces share. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openBytes } from '../files/byte-source.ts';
import { DataError } from '../data-error.ts';
import type { DownloadableName, KnownFile } from './known-datasets.ts';
import { dataCacheFolder, missingFiles, totalBytes } from './missing-files.ts';

/** Fetches one file: goes on where it stopped, checks its SHA-256, and only then gives it its name. */
interface DownloadHooks {
  readonly signal: AbortSignal;
  /** Bytes of this file on disk so far, and the size the server announced. */
  onProgress(bytes: number, total: number): void;
}

const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  );

async function request(file: KnownFile, from: number, signal: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = from > 0 ? { range: `bytes=${from}-` } : {};
  const response = await fetch(file.url, { headers, signal }).catch((error: Error) => {
    if (signal.aborted) throw error;
    const why = error.cause instanceof Error ? error.cause.message : error.message;
    throw new DataError(file.url, `cannot be reached (${why}); with another machine fetch it by hand`, { cause: error });
  });
  // 416: everything was there already, only the check was missing.
  if (response.ok || response.status === 416) return response;
  throw new DataError(file.url, `the server answered ${response.status} ${response.statusText}`);
}

async function* counted(body: AsyncIterable<Uint8Array>, from: number, total: number, hooks: DownloadHooks): AsyncIterable<Uint8Array> {
  let bytes = from;
  for await (const chunk of body) {
    bytes += chunk.length;
    hooks.onProgress(bytes, total);
    yield chunk;
  }
}

async function fetchInto(part: string, file: KnownFile, hooks: DownloadHooks): Promise<void> {
  const have = await sizeOf(part);
  const response = await request(file, have, hooks.signal);
  if (response.status === 416 || response.body === null) return;
  // A server that does not know ranges sends all of it again, with 200.
  const from = response.status === 206 ? have : 0;
  const total = from + Number(response.headers.get('content-length') ?? file.bytes - from);
  const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]) as AsyncIterable<Uint8Array>;
  const target = createWriteStream(part, { flags: from > 0 ? 'a' : 'w' });
  await pipeline(counted(body, from, total, hooks), target, { signal: hooks.signal });
}

async function sha256Of(path: string, { of }: KnownFile): Promise<string> {
  const hash = createHash('sha256');
  const chunks: AsyncIterable<Uint8Array> = of === 'file' ? createReadStream(path) : (await openBytes(path)).chunks();
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
}

/**
 * @param folder Is made where it is missing. What has arrived stays there as `<name>.part` until it is whole.
 * @returns The file's path.
 * @throws DataError where the server cannot be reached or sends something else; the AbortError of `signal`.
 */
export async function download(file: KnownFile, folder: string, hooks: DownloadHooks): Promise<string> {
  await mkdir(folder, { recursive: true });
  const [target, part] = [join(folder, file.name), join(folder, `${file.name}.part`)];
  await fetchInto(part, file, hooks);
  const found = await sha256Of(part, file);
  if (found !== file.sha256) {
    await rm(part, { force: true });
    throw new DataError(file.url, `expected ${file.of} with SHA-256 ${file.sha256}, found ${found}; what came was removed`);
  }
  await rename(part, target);
  return target;
}

/**
 * @param hooks Progress is over all missing files together.
 * @returns The folder; nothing is fetched where all is there.
 * @throws DataError; the AbortError of `signal`, after which the next call goes on where this one stopped.
 */
export async function fetchDataset(name: DownloadableName, hooks: DownloadHooks): Promise<string> {
  const folder = join(dataCacheFolder(), name);
  const missing = missingFiles(name);
  const total = totalBytes(missing);
  let before = 0;
  for (const file of missing) {
    await download(file, folder, { signal: hooks.signal, onProgress: (bytes) => hooks.onProgress(before + bytes, total) });
    before += file.bytes;
  }
  return folder;
}
