/**
 * Reads what lies in a store. A store may come with a stranger's folder: nothing is read through a symbolic link, nothing
 * that is no regular file, nothing without a limit of size; and however many files a caller wants, few are open at once.
 */
import { constants, type Dirent } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import path from 'node:path';
import { errorCode, isMissing, StoreError } from './store-error.ts';
import { turnsFor } from './turns.ts';
import { tell, type Told } from '../../../shared/text/told.ts';

/** Folders right below the store's own; their names end the climb to what must not be a link. */
const rooms = new Set(['experiments', 'trainings', 'tensors', 'evaluations', 'gradients', 'slurm']);

/** Bytes; the weights of a layer of 100 million connections have 400 MB. */
const mostBytes = 512 * 1024 * 1024;
/** A system's own limit may be 256. */
const mostOpenFiles = 32;

const inTurn = turnsFor(mostOpenFiles);

/** The folders of a file between the store's folder, which may be a link of the user's own, and the file. */
export function foldersBelowStore(file: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = path.dirname(file); folder !== path.dirname(folder) && folders.length < 3; folder = path.dirname(folder)) {
    folders.push(folder);
    if (rooms.has(path.basename(folder))) return folders;
  }
  return [];
}

const linkWords = tell('is a symbolic link; a store has none. Remove the link, or choose another store folder.');

/** @throws StoreError where a folder between the store and the file is a link: it could lead anywhere. */
export async function refuseLinkedFolders(file: string): Promise<void> {
  for (const folder of foldersBelowStore(file)) {
    const found = await lstat(folder).catch(() => null);
    if (found?.isSymbolicLink()) throw new StoreError(folder, 'damaged', linkWords);
  }
}

const reasons: Readonly<Record<string, Told>> = {
  EACCES: tell('no permission to read it'),
  EPERM: tell('no permission to read it'),
  EMFILE: tell('this process has too many files open (ulimit -n)'),
  ENFILE: tell('this computer has too many files open'),
  EIO: tell('its disk does not answer (EIO)'),
};

/** @throws what is missing as it is, all else as a StoreError: what cannot be read just now is not damaged. */
function readError(file: string, error: unknown): unknown {
  if (error instanceof StoreError || isMissing(error)) return error;
  const code = errorCode(error) ?? '';
  if (code === 'ELOOP') return new StoreError(file, 'damaged', linkWords, { cause: error });
  return new StoreError(file, 'unreadable', tell('cannot be read: {0}.', reasons[code] ?? (code || tell('for an unknown reason'))), {
    cause: error,
  });
}

/** Without O_NONBLOCK a pipe or a terminal under a file's name would block for ever; Windows has neither flag. */
const flags =
  constants.O_RDONLY | ((constants.O_NOFOLLOW as number | undefined) ?? 0) | ((constants.O_NONBLOCK as number | undefined) ?? 0);

async function readWhole(file: string, most: number): Promise<Buffer> {
  await refuseLinkedFolders(file);
  if ((await lstat(file)).isSymbolicLink()) throw new StoreError(file, 'damaged', linkWords);
  const handle = await open(file, flags);
  try {
    const found = await handle.stat();
    if (!found.isFile())
      throw new StoreError(
        file,
        'damaged',
        found.isDirectory() ? tell('is a folder, where a file belongs.') : tell('is a device, where a file belongs.'),
      );
    if (found.size > most)
      throw new StoreError(file, 'damaged', tell('has {0} bytes, more than the {1} that such a file can have.', found.size, most));
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/**
 * @param most Bytes.
 * @throws StoreError in our own words; what is missing throws as `isMissing` knows it.
 */
export async function readStoreFile(file: string, most: number = mostBytes): Promise<Buffer> {
  try {
    return await inTurn(() => readWhole(file, most));
  } catch (error) {
    throw readError(file, error);
  }
}

/** Entries of a folder of the store; none where it is missing. @throws StoreError where it is a link or cannot be read. */
export async function entriesIn(folder: string): Promise<readonly Dirent[]> {
  try {
    await refuseLinkedFolders(path.join(folder, 'x'));
    return await inTurn(() => readdir(folder, { withFileTypes: true }));
  } catch (error) {
    if (isMissing(error)) return [];
    throw readError(folder, error);
  }
}
