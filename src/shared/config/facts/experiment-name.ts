/** The name of an experiment, and the folder that it is kept in. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { isDeviceName } from '../../text/file-name.ts';
import { baseName } from '../../text/file-paths.ts';
import type { Config } from '../schema/schema.ts';
import { t } from '../../text/language.ts';

const longest = 100;
/** File systems allow 255 bytes; some are left for the suffix of `experimentFolderName` and temporary names. */
const mostBytes = 220;

const utf8Length = (codePoint: number): number => (codePoint < 0x80 ? 1 : codePoint < 0x8_00 ? 2 : codePoint < 0x1_00_00 ? 3 : 4);
const bytes = (text: string): number => [...text].reduce((sum, one) => sum + utf8Length(one.codePointAt(0) ?? 0), 0);

const rules: readonly (readonly [(name: string) => boolean, () => string])[] = [
  [(name) => name.trim() === '', () => t('it cannot be empty')],
  [(name) => [...name].length > longest, () => t('it cannot have more than {0} characters', longest)],
  [(name) => bytes(name) > mostBytes, () => t('it cannot take more than {0} bytes', mostBytes)],
  [(name) => /[\p{Cc}\p{Surrogate}\u2028\u2029]/u.test(name), () => t('it cannot hold control characters')],
];

/** Why a text cannot be a name; null if it can. Its folder is `experimentFolderName`, harmless on every file system. */
export function nameProblem(name: string): string | null {
  return rules.find(([breaks]) => breaks(name))?.[1]() ?? null;
}

/** What a file system that ignores case sees. By way of upper case, since "ς" and "σ" have the same one. */
const caseless = (name: string): string => [...name].map((one) => one.toUpperCase().toLowerCase()).join('');

/** A name that Windows, macOS and Linux take as a folder's as it is. */
const isFolderName = (name: string): boolean =>
  nameProblem(name) === null && !/[<>:"/\\|?*]/.test(name) && !/^[\s.]|[\s.]$/u.test(name) && !isDeviceName(name);

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

/** Composed (NFC): one name has one spelling, also where macOS hands it over decomposed. */
export const composedName = (name: string): string => name.normalize('NFC');

/** `name`, or the file's name without `.lottery.json`. */
export function experimentName(config: Pick<Config, 'name'>, path: string): string {
  return composedName(config.name ?? baseName(path).replace(/(\.lottery)?\.jsonc?$/i, ''));
}
