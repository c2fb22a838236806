/** The files of a CIFAR data set, from a folder or straight from the official archive. */
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { readAll } from '../byte-source.ts';
import { DataError } from '../data-error.ts';
import type { CifarFile } from './records.ts';

interface CifarParts {
  readonly train: readonly CifarFile[];
  readonly test: readonly CifarFile[];
}

const isTrain = (name: string): boolean => /^(data_batch_\d+|train)\.bin$/.test(name);
const isTest = (name: string): boolean => /^(test_batch|test)\.bin$/.test(name);
const isWanted = (name: string): boolean => isTrain(name) || isTest(name);

/** The archive holds one folder; so may the folder that people name. */
async function filesIn(folder: string): Promise<readonly CifarFile[]> {
  const names = await readdir(folder).catch((error: Error) => Promise.reject(new DataError(folder, error.message, { cause: error })));
  const wanted = names.filter(isWanted);
  return Promise.all(wanted.map(async (name) => ({ file: join(folder, name), bytes: await readAll(join(folder, name)) })));
}

async function filesBelow(folder: string): Promise<readonly CifarFile[]> {
  const here = await filesIn(folder);
  if (here.length > 0) return here;
  for (const inner of ['cifar-10-batches-bin', 'cifar-100-binary']) {
    const found = await filesIn(join(folder, inner)).catch(() => []);
    if (found.length > 0) return found;
  }
  return [];
}

async function bytesOf(entry: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of entry) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function filesOfArchive(archive: string): Promise<readonly CifarFile[]> {
  const found: CifarFile[] = [];
  const entries = createReadStream(archive).on('error', fail).pipe(createGunzip()).on('error', fail).pipe(extract());
  function fail(error: Error): void {
    entries.destroy(error);
  }
  try {
    for await (const entry of entries) {
      const name = basename(entry.header.name);
      if (!isWanted(name)) entry.resume();
      else found.push({ file: join(archive, entry.header.name), bytes: await bytesOf(entry as AsyncIterable<Uint8Array>) });
    }
  } catch (error) {
    throw new DataError(archive, `expected a sound .tar.gz file, found a damaged one (${(error as Error).message})`, { cause: error });
  }
  return found;
}

function split(path: string, files: readonly CifarFile[]): CifarParts {
  const sorted = files.toSorted((a, b) => a.file.localeCompare(b.file, 'en', { numeric: true }));
  const train = sorted.filter(({ file }) => isTrain(basename(file)));
  const test = sorted.filter(({ file }) => isTest(basename(file)));
  if (train.length > 0 && test.length > 0) return { train, test };
  const missing = train.length === 0 ? 'data_batch_1.bin (or train.bin)' : 'test_batch.bin (or test.bin)';
  throw new DataError(path, `expected the binary version of CIFAR, found no ${missing}`);
}

/**
 * @param path A folder with the .bin files, or the official .tar.gz.
 * @throws DataError where it is missing, damaged, or lacks a part.
 */
export async function cifarFiles(path: string): Promise<CifarParts> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new DataError(path, 'file not found');
  return split(path, await (found.isDirectory() ? filesBelow(path) : filesOfArchive(path)));
}
