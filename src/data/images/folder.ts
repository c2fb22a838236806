/** A folder among images: folders and PNG files in the order of their names, and how many files are neither. */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { DataError } from '../data-error.ts';
import { fileTrouble } from '../files/byte-source.ts';
import { tell, type Told } from '../../shared/text/told.ts';

export interface FolderContents {
  readonly folders: readonly string[];
  readonly images: readonly string[];
  /** Numbers of other files by their ending in small letters, such as `.jpg`; "" without one. */
  readonly others: Readonly<Record<string, number>>;
  /** Number of files that a system hides, or leaves behind when it shows or copies pictures. */
  readonly hidden: number;
}

const missing: Readonly<Record<string, Told>> = {
  ENOENT: tell('not found'),
  ENOTDIR: tell('not found: a part of its path is no folder'),
  ELOOP: tell('not found: its symbolic links lead in a circle'),
  ENAMETOOLONG: tell('not found: the path is too long'),
  ERR_INVALID_ARG_VALUE: tell('not found: no path holds such a character'),
};

const folderTrouble = (error: unknown): Told => missing[(error as NodeJS.ErrnoException).code ?? ''] ?? fileTrouble(error);

/** Numbers by value. */
const inOrder = (names: readonly string[]): string[] => names.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));

const isHidden = (name: string): boolean => name.startsWith('.') || /^(thumbs\.db|desktop\.ini|icon\r)$/i.test(name);

/** A link counts as what it leads to. */
async function isFolder(parent: string, entry: Dirent): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  return stat(join(parent, entry.name)).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    throw new DataError(folder, tell('expected a folder ({0})', folderTrouble(error)), { cause: error });
  }
}

/** @throws DataError where there is no such folder. */
export async function folderContents(folder: string): Promise<FolderContents> {
  const [folders, images]: [string[], string[]] = [[], []];
  const others: Record<string, number> = {};
  let hidden = 0;
  for (const entry of await entriesOf(folder)) {
    const { name } = entry;
    const directory = await isFolder(folder, entry);
    if (isHidden(name)) hidden += directory ? 0 : 1;
    else if (directory) folders.push(name);
    else if (/\.png$/i.test(name)) images.push(name);
    else others[extname(name).toLowerCase()] = (others[extname(name).toLowerCase()] ?? 0) + 1;
  }
  return { folders: inOrder(folders), images: inOrder(images), others, hidden };
}
