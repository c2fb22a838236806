/** Makes a folder and those above it. Node's own `recursive` never ends where the system answers ENOENT although the parent is there, as in /proc. */
import { existsSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';

function missingFolders(folder: string): readonly string[] {
  if (existsSync(folder) || folder === path.dirname(folder)) return [];
  return [...missingFolders(path.dirname(folder)), folder];
}

const isFolder = (folder: string): Promise<boolean> =>
  stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );

async function makeOne(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!(await isFolder(folder))) throw error;
  }
}

/** @throws the system's error: ENOENT where there can be none, EEXIST or ENOTDIR where a file is in the way. */
export async function makeFolder(folder: string): Promise<void> {
  const whole = path.resolve(folder);
  if (await isFolder(whole)) return;
  // The last one is asked for in any case: a file in its place is an error.
  for (const one of [...missingFolders(path.dirname(whole)), whole]) await makeOne(one);
}
