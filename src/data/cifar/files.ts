/** The files of a CIFAR data set, from a folder or straight from the official archive. */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { extract, type Header } from 'tar-stream';
import { DataError } from '../data-error.ts';
import { ByteReader } from '../files/byte-reader.ts';
import { asDataError, type ByteSource, openBytes } from '../files/byte-source.ts';
import { checkRoom } from '../files/limits.ts';
import { recognised } from '../files/recognise.ts';
import type { CifarFile } from './records.ts';
import { tell, tellNumber } from '../../shared/text/told.ts';

interface CifarParts {
  readonly train: readonly CifarFile[];
  readonly test: readonly CifarFile[];
}

/** What a folder or an archive holds: the files that are wanted, and a few names for messages. */
interface Contents {
  readonly files: readonly CifarFile[];
  readonly names: readonly string[];
}

const isTrain = (name: string): boolean => /^(data_batch_\d+|train)\.bin$/.test(name);
const isTest = (name: string): boolean => /^(test_batch|test)\.bin$/.test(name);
const isWanted = (name: string): boolean => isTrain(name) || isTest(name);

/** All of what comes; `size` bytes, or as many as there are where only unpacking can tell. */
async function allBytes(chunks: AsyncIterable<Uint8Array>, size: number | null, file: string): Promise<Uint8Array> {
  checkRoom(size ?? 0, file);
  const reader = new ByteReader(chunks);
  try {
    if (size !== null) return await reader.read(size);
    const parts: Uint8Array[] = [];
    while (!(await reader.atEnd())) parts.push(await reader.read(1 << 20));
    return Buffer.concat(parts);
  } finally {
    await reader.close();
  }
}

async function readBatch(file: string): Promise<CifarFile> {
  const source = await openBytes(file);
  return { file, bytes: await allBytes(source.chunks(), source.size, file) };
}

const entriesOf = (folder: string): Promise<Dirent[]> =>
  readdir(folder, { withFileTypes: true }).catch((error: unknown) => Promise.reject(asDataError(folder, error)));

const usualFolders = ['cifar-10-batches-bin', 'cifar-100-binary'];

/** The archive holds one folder; so may the folder that people name. */
async function ofFolder(folder: string): Promise<Contents> {
  const entries = await entriesOf(folder);
  const names = entries.map(({ name }) => name);
  const wanted = names.filter(isWanted);
  const inner = usualFolders.find((name) => names.includes(name));
  if (wanted.length === 0 && inner !== undefined) return ofFolder(join(folder, inner));
  const files: CifarFile[] = [];
  for (const name of wanted) files.push(await readBatch(join(folder, name)));
  return { files, names };
}

type Entry = AsyncIterable<unknown> & { readonly header: Header };

async function entryBytes(entry: Entry, file: string, { atMost }: ByteSource): Promise<Uint8Array> {
  const { size = 0 } = entry.header;
  if (size > atMost)
    throw new DataError(
      file,
      tell('expected {0} bytes as its head says, found at most {1}', tellNumber('count', size), tellNumber('count', atMost)),
    );
  return allBytes(entry as AsyncIterable<Uint8Array>, size, file);
}

async function firstBytes(file: string): Promise<Buffer> {
  const reader = new ByteReader((await openBytes(file)).chunks());
  const head = await reader.read(256);
  await reader.close();
  return head;
}

/** Unpacks as it reads; what is not wanted is passed over. */
async function ofArchive(archive: string): Promise<Contents> {
  const source = await openBytes(archive);
  const [files, names]: [CifarFile[], string[]] = [[], []];
  const bytes = Readable.from(source.chunks());
  const entries = extract();
  bytes.on('error', (error) => entries.destroy(error)).pipe(entries);
  try {
    for await (const entry of entries) {
      const [name, file] = [basename(entry.header.name), join(archive, entry.header.name)];
      if (names.length < 100) names.push(name);
      if (isWanted(name)) files.push({ file, bytes: await entryBytes(entry, file, source) });
      else entry.resume();
    }
  } catch (error) {
    if (error instanceof DataError) throw error;
    const found = (await firstBytes(archive).then(recognised)) ?? tell('a damaged one');
    throw new DataError(archive, tell('expected a sound .tar.gz file of the binary version, found {0}', found), { cause: error });
  } finally {
    bytes.destroy();
  }
  return { files, names };
}

const pythonVersion = (names: readonly string[]): boolean =>
  names.some((name) => /^(data_batch_1|test_batch|batches\.meta|cifar-10(0)?(-batches-py|-python(\.tar\.gz)?))$/.test(name)) ||
  (names.includes('meta') && names.includes('train'));

const fetchBinary = tell(
  'found the one for Python; fetch cifar-10-binary.tar.gz or cifar-100-binary.tar.gz from cs.toronto.edu/~kriz/cifar.html',
);

/** An archive may hold a file twice, or two data sets: put together they would be neither. */
function checkOnce(path: string, files: readonly CifarFile[]): void {
  const places = files.map(({ file }) => basename(file));
  const twice = places.find((name, place) => places.indexOf(name) < place);
  if (twice !== undefined)
    throw new DataError(path, tell('expected each batch once, found {0} more than once: does it hold two data sets?', twice));
}

function split(path: string, { files, names }: Contents): CifarParts {
  checkOnce(path, files);
  const sorted = files.toSorted((a, b) => a.file.localeCompare(b.file, 'en', { numeric: true }));
  const train = sorted.filter(({ file }) => isTrain(basename(file)));
  const test = sorted.filter(({ file }) => isTest(basename(file)));
  if (train.length > 0 && test.length > 0) return { train, test };
  const missing =
    train.length === 0 ? tell('{0} (or {1})', 'data_batch_1.bin', 'train.bin') : tell('{0} (or {1})', 'test_batch.bin', 'test.bin');
  const found = pythonVersion(names) ? fetchBinary : tell('found no {0}', missing);
  throw new DataError(path, tell('expected the binary version of CIFAR, {0}', found));
}

/**
 * @param path A folder with the .bin files, or the official .tar.gz.
 * @throws DataError where it is missing, damaged, or lacks a part.
 */
export async function cifarFiles(path: string): Promise<CifarParts> {
  const found = await stat(path).catch((error: unknown) => Promise.reject(asDataError(path, error)));
  return split(path, await (found.isDirectory() ? ofFolder(path) : ofArchive(path)));
}
