const longest = 100;
/** File systems allow 255 bytes; some are left for the suffix of `experimentFolderName` and temporary names. */
const mostBytes = 220;

const utf8Length = (codePoint: number): number => (codePoint < 0x80 ? 1 : codePoint < 0x8_00 ? 2 : codePoint < 0x1_00_00 ? 3 : 4);
const bytes = (text: string): number => [...text].reduce((sum, one) => sum + utf8Length(one.codePointAt(0) ?? 0), 0);

const rules: readonly (readonly [(name: string) => boolean, string])[] = [
  [(name) => name.trim() === '', 'it cannot be empty'],
  [(name) => [...name].length > longest, `it cannot have more than ${String(longest)} characters`],
  [(name) => bytes(name) > mostBytes, `it cannot take more than ${String(mostBytes)} bytes`],
  [(name) => /[\p{Cc}\p{Surrogate}\u2028\u2029]/u.test(name), 'it cannot hold control characters'],
];

/** Why a text cannot be a name; null if it can. Its folder is `experimentFolderName`, harmless on every file system. */
export function nameProblem(name: string): string | null {
  return rules.find(([breaks]) => breaks(name))?.[1] ?? null;
}
