import { constants } from 'node:fs';
import { copyFile, link, rename, rm } from 'node:fs/promises';

/** Some file systems have no links. A copy is not there whole at once, which is better than not at all. */
async function putBack(aside: string, file: string): Promise<void> {
  await link(aside, file)
    .catch(() => copyFile(aside, file, constants.COPYFILE_EXCL))
    .catch(() => undefined);
}

/**
 * Removes a file if it still is the one that the caller has looked at. Between a look and a removal another process may have put its own there: so the file is
 * renamed first, which one alone of many can do, looked at under its new name, and put back where it is another's.
 * @param aside A name in the same folder that no other process takes.
 * @param isSeen Whether the file of that name is the one that was looked at.
 * @returns False where it is another's, or somebody else was faster.
 * @throws what the system says where it cannot be renamed.
 */
export async function removeSeen(
  file: string,
  aside: string,
  isSeen: (aside: string) => Promise<boolean>,
  renameFile: (from: string, to: string) => Promise<void> = rename,
): Promise<boolean> {
  try {
    await renameFile(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
  const seen = await isSeen(aside).catch(() => false);
  if (!seen) await putBack(aside, file);
  await rm(aside, { force: true }).catch(() => undefined);
  return seen;
}
