import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { nameProblem } from './name-problem.ts';

/** What a file system that ignores case sees. By way of upper case, since "ς" and "σ" have the same one. */
const caseless = (name: string): string => [...name].map((one) => one.toUpperCase().toLowerCase()).join('');

/** Windows keeps these for devices, also with an extension and with superscript digits. */
const device = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])[ ]*(\..*)?$/i;

/** A name that Windows, macOS and Linux take as a folder's as it is. */
const isFolderName = (name: string): boolean =>
  nameProblem(name) === null && !/[<>:"/\\|?*]/.test(name) && !/^[\s.]|[\s.]$/u.test(name) && !device.test(name);

/** Whatever a name holds, no folder may ever lie outside the store. */
const harmless = (name: string): string => [...name.replace(/[^\p{L}\p{N} _#%()+,;=@-]/gu, '-').trimStart()].slice(0, 50).join('');

/**
 * The folder of an experiment: its name where that is in lower case, else the name and a mark made from it, so that
 * "LeNet" and "lenet" never share a folder, not even where the file system ignores case. A name that could be
 * mistaken for such a marked one is marked itself.
 */
export function experimentFolderName(name: string): string {
  const usable = isFolderName(name);
  if (usable && caseless(name) === name && !name.includes('~')) return name;
  return `${usable ? name : harmless(name)}~${bytesToHex(sha256(utf8ToBytes(name))).slice(0, 8)}`;
}
