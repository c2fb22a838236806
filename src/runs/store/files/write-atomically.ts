/** Files appear whole or not at all. */
import { randomUUID } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import { open, rename as renameOnce, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder } from '../../../data/files/make-folder.ts';
import { systemWords } from '../../../shared/text/own-words.ts';
import { errorCode, StoreError } from './store-error.ts';
import { foldersBelowStore, refuseLinkedFolders } from './store-files.ts';
import { tell, type Told } from '../../../shared/text/told.ts';

// Renames although virus scanners and indexers hold a new file open for a moment.
const passing = new Set(['EPERM', 'EBUSY', 'EACCES']);
/** Milliseconds between attempts: 4 s in all, then it is no passing trouble. */
const pauses = [10, 20, 40, 80, 150, 300, 600, 1200, 1600];

/** @param rename Another one in tests. */
export async function renamePatiently(from: string, to: string, rename: typeof renameOnce = renameOnce): Promise<void> {
  for (const pause of pauses) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (!passing.has(errorCode(error) ?? '')) throw error;
      await sleep(pause);
    }
  }
  await rename(from, to);
}

/** Ending of files that are not whole yet; what a killed process leaves of them is garbage. */
const temporaryEnding = '.tmp';

/** A name beside the file that no other process takes. */
export const temporaryName = (file: string): string => `${file}.${randomUUID().slice(0, 8)}${temporaryEnding}`;

/** What `temporaryName` adds to a file's name, as the source of a regular expression. */
export const temporaryForm = '(\\.[0-9a-f]{8}\\.tmp)';

const remedies: Readonly<Record<string, Told>> = {
  ENOSPC: tell('the disk is full; free some space and run again, what is finished is kept'),
  EDQUOT: tell('your disk quota is used up; free some space and run again, what is finished is kept'),
  EACCES: tell('no permission to write here; choose another store folder (setting winningTicket.storeFolder, or --store)'),
  EPERM: tell('no permission to write here; choose another store folder (setting winningTicket.storeFolder, or --store)'),
  EROFS: tell('this file system is read-only; choose another store folder (setting winningTicket.storeFolder, or --store)'),
  ENOTDIR: tell(
    'a file is in the way of the store folder; remove it or choose another folder (setting winningTicket.storeFolder, or --store)',
  ),
  EIO: tell(
    'its disk does not answer; look after the disk, or choose another store folder (setting winningTicket.storeFolder, or --store)',
  ),
  EFBIG: tell('files may not become so large here (ulimit -f)'),
  EMFILE: tell('this process has too many files open (ulimit -n)'),
  ENFILE: tell('this computer has too many files open'),
  ENOENT: tell('its folder is gone; was the store deleted or renamed while it was in use?'),
  EISDIR: tell('a folder is in its place; remove it, or choose another store folder (setting winningTicket.storeFolder, or --store)'),
  EEXIST: tell(
    'a file is in the way of the store folder; remove it or choose another folder (setting winningTicket.storeFolder, or --store)',
  ),
};

/** Puts the trouble into words, with a remedy. */
export function writeError(file: string, error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const code = errorCode(error) ?? '';
  const reason = remedies[code] ?? systemWords[code] ?? tell('the system refuses it; choose another store folder');
  return new StoreError(
    file,
    'unwritable',
    code === '' ? tell('could not be written: {0}.', reason) : tell('could not be written: {0} ({1}).', reason, code),
    { cause: error },
  );
}

interface WriteOptions {
  /** False where the content can be had again: it need not survive a power cut. */
  readonly durable?: boolean;
  /** Another one in tests. */
  readonly rename?: typeof renamePatiently;
}

/** `FileHandle.writeFile` goes on after a short write, so that a full disk is an error and not a shorter file. */
async function writeWhole(file: string, content: Uint8Array | string, durable: boolean): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(content);
    if (durable) await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What systems answer that do not sync folders: Windows, and some file systems of networks. */
const unsyncable = new Set(['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'EBADF', 'ENOSYS']);

/** A new name survives a power cut only when the folder that holds it is on the disk too. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, constants.O_RDONLY);
    await handle.sync().finally(() => handle.close());
  } catch (error) {
    if (!unsyncable.has(errorCode(error) ?? '')) throw error;
  }
}

/** Folders whose own names are on the disk, as far as this process has seen to it. */
const settled = new Set<string>();

/** The file's folder, and once those above it up to the store's, whose names are new too in a new store. */
async function syncFolders(file: string): Promise<void> {
  const below = foldersBelowStore(file);
  const store = path.dirname(below.at(-1) ?? file);
  for (const folder of [...below, store].toReversed()) {
    if (settled.has(folder)) continue;
    await syncFolder(path.dirname(folder));
    settled.add(folder);
  }
  await syncFolder(path.dirname(file));
}

/** Two runs may share a training: the one that begins it removes what seems left over, which the other may be writing. It is written again. */
const mostLosses = 20;

const isLost = (error: unknown, temporary: string): boolean =>
  errorCode(error) === 'ENOENT' && !existsSync(temporary) && existsSync(path.dirname(temporary));

async function writeAndRename(file: string, temporary: string, content: Uint8Array | string, options: WriteOptions): Promise<void> {
  const { durable = true, rename = renamePatiently } = options;
  for (let losses = 0; ; losses++) {
    await writeWhole(temporary, content, durable);
    try {
      return await rename(temporary, file);
    } catch (error) {
      if (losses === mostLosses || !isLost(error, temporary)) throw error;
    }
  }
}

/**
 * Temporary file, fsync, rename, fsync of the folder where the system can: a reader sees the old content or the new one, also after a power cut.
 * @throws StoreError; what was there before is then as it was.
 */
export async function writeAtomically(file: string, content: Uint8Array | string, options: WriteOptions = {}): Promise<void> {
  const temporary = temporaryName(file);
  try {
    await refuseLinkedFolders(file);
    await makeFolder(path.dirname(file));
    await writeAndRename(file, temporary, content, options);
    if (options.durable ?? true) await syncFolders(file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw writeError(file, error);
  }
}
