/** Fetches what is missing of a known data set into the cache that all workspaces share. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DataError } from '../data-error.ts';
import { openBytes } from '../files/byte-source.ts';
import { makeFolder } from '../files/make-folder.ts';
import { alone } from './download-lock.ts';
import { bodyOf, type GetOptions, httpGet } from './http-get.ts';
import type { DownloadableName, KnownFile } from './known-datasets.ts';
import { dataCacheFolder, missingFiles, totalBytes } from './missing-files.ts';
import { tell, tellNumber, type Words } from '../../shared/text/told.ts';

/** Fetches one file: goes on where it stopped, checks its SHA-256, and only then gives it its name. */
interface DownloadHooks {
  readonly signal: AbortSignal;
  /** Bytes of this file on disk so far, and the size the server announced. */
  onProgress(bytes: number, total: number): void;
  /** Address of a proxy, such as the editor's setting; by default what HTTPS_PROXY, HTTP_PROXY and NO_PROXY say. */
  readonly proxy?: string | undefined;
  /** After so long without a byte the server is given up; 30 seconds by default. */
  readonly silentMilliseconds?: number;
}

const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  );

/** As much as a file may have: those that others pack anew may be packed worse. */
const mostBytes = ({ bytes, of }: KnownFile): number => (of === 'file' ? bytes : 2 * bytes);

const tooLong = (file: KnownFile, found: Words): DataError =>
  new DataError(
    file.url,
    tell('expected a file of {0} bytes, found {1}; a login page or another file?', tellNumber('count', file.bytes), found),
  );

const patience = 30_000;

const getOptions = ({ signal, proxy, silentMilliseconds = patience }: DownloadHooks, from: number): GetOptions => ({
  headers: { 'user-agent': 'winning-ticket', 'accept-encoding': 'identity', ...(from > 0 && { range: `bytes=${from}-` }) },
  ...{ signal, proxy, patience: silentMilliseconds },
});

/** Where the answer goes on: 206 may begin elsewhere than it was asked to. */
function beginOf({ statusCode, headers }: IncomingMessage, asked: number, { url }: KnownFile): number {
  if (statusCode !== 206) return 0;
  const start = /^bytes (\d+)-/.exec(headers['content-range'] ?? '')?.[1];
  if (start === undefined || Number(start) === asked) return asked;
  throw new DataError(
    url,
    tell('expected the file from byte {0} on, found it from {1} on; delete the .part file and try again', asked, start),
  );
}

/** Passes on no more than the file may have. */
async function* counted(
  body: AsyncIterable<Uint8Array>,
  from: number,
  total: number,
  file: KnownFile,
  hooks: DownloadHooks,
): AsyncIterable<Uint8Array> {
  let bytes = from;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > mostBytes(file)) throw tooLong(file, tell('more'));
    hooks.onProgress(bytes, total);
    yield chunk;
  }
}

/** Resolves when all has come, or was there before. */
async function fetchInto(part: string, file: KnownFile, hooks: DownloadHooks): Promise<void> {
  const have = await sizeOf(part);
  if (have > mostBytes(file)) await rm(part, { force: true });
  const asked = have > mostBytes(file) ? 0 : have;
  const options = getOptions(hooks, asked);
  const response = await httpGet(file.url, options);
  const { statusCode = 0 } = response;
  // 416: everything was there already, only the check was missing.
  if (statusCode === 416 || (statusCode !== 200 && statusCode !== 206)) response.destroy();
  if (statusCode === 416) return;
  if (statusCode !== 200 && statusCode !== 206) throw new DataError(file.url, tell('the server answered {0}; try again later', statusCode));
  // A server that does not know ranges sends all of it again, with 200.
  const from = beginOf(response, asked, file);
  const total = from + Number(response.headers['content-length'] ?? file.bytes - from);
  if (total > mostBytes(file)) {
    response.destroy();
    throw tooLong(file, tellNumber('count', total));
  }
  const target = createWriteStream(part, { flags: from > 0 ? 'a' : 'w' });
  await pipeline(counted(bodyOf(response, file.url, options), from, total, file, hooks), target, { signal: hooks.signal });
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
  await makeFolder(folder);
  const target = join(folder, file.name);
  return alone(`${target}.lock`, hooks.signal, async () => (existsSync(target) ? target : fetchWhole(target, file, hooks)));
}

async function fetchWhole(target: string, file: KnownFile, hooks: DownloadHooks): Promise<string> {
  const part = `${target}.part`;
  await fetchInto(part, file, hooks);
  const found = await sha256Of(part, file).catch(() => tell('something that cannot be unpacked'));
  if (found !== file.sha256) {
    await rm(part, { force: true });
    throw new DataError(
      file.url,
      file.of === 'file'
        ? tell('expected file with SHA-256 {0}, found {1}; what came was removed', file.sha256, found)
        : tell('expected contents with SHA-256 {0}, found {1}; what came was removed', file.sha256, found),
    );
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
    await download(file, folder, { ...hooks, onProgress: (bytes) => hooks.onProgress(before + bytes, total) });
    before += file.bytes;
  }
  return folder;
}
