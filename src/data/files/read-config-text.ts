/** Text of a config that another one names, which may come with a stranger's folder: at once, since the editor asks while one types, and therefore bounded. */
import { closeSync, constants, fstatSync, lstatSync, openSync, readlinkSync, readSync } from 'node:fs';
import path from 'node:path';
import { decodeConfig } from '../../shared/config/text/decode-config.ts';
import type { ReadText } from '../../shared/config/reading/resolve-extends.ts';
import { formatCount } from '../../shared/text/format.ts';
import { t } from '../../shared/text/language.ts';
import { ownWords } from '../../shared/text/own-words.ts';

/** Several times the characters that a config may have. */
const mostBytes = 1_000_000;
const mostLinks = 8;

type TextAnswer = ReturnType<ReadText>;

/** By their names alone: links are not followed. */
export function isWithin(root: string, file: string): boolean {
  const way = path.relative(root, file);
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

/**
 * Follows links one by one, so that none is followed out of the roots, not even to look at what is there.
 * @returns The file without links; null where the way leads out of all roots.
 */
function confined(file: string, roots: readonly string[], links = 0): string | null {
  const root = roots.find((one) => isWithin(one, file));
  if (root === undefined || links > mostLinks) return null;
  const parts = path.relative(root, file).split(path.sep);
  for (let count = 1, at = root; count <= parts.length; count++) {
    at = path.join(at, parts[count - 1] ?? '');
    if (lstatSync(at, { throwIfNoEntry: false })?.isSymbolicLink() === true)
      return confined(path.resolve(path.dirname(at), readlinkSync(at), ...parts.slice(count)), roots, links + 1);
  }
  return file;
}

function readRegular(file: string): TextAnswer {
  // Without O_NONBLOCK, which Windows lacks, opening a pipe would wait for its other end.
  const handle = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const found = fstatSync(handle);
    const kind = found.isDirectory() ? t('a folder') : t('a device or a pipe');
    if (!found.isFile()) return { problem: t('{0} is {1}, where a config belongs.', file, kind) };
    if (found.size > mostBytes)
      return { problem: t('{0} has {1} bytes: a config has at most {2}.', file, formatCount(found.size), formatCount(mostBytes)) };
    const bytes = Buffer.alloc(found.size);
    return decodeConfig(bytes.subarray(0, readSync(handle, bytes, 0, bytes.length, 0)));
  } finally {
    closeSync(handle);
  }
}

/** @param roots Folders out of which nothing is read; by default there is no limit. */
export function readConfigText(file: string, roots?: readonly string[]): TextAnswer {
  try {
    const found = roots === undefined ? file : confined(path.resolve(file), roots);
    if (found === null)
      return {
        problem: t('{0} lies outside of the workspace, or a link leads there. Add its folder to the workspace, or copy the file.', file),
      };
    return readRegular(found);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : { problem: `${ownWords(error, file)}.` };
  }
}
