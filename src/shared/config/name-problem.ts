const longest = 100;
/** File systems allow 255 bytes; some are left for the suffix of `experimentFolderName` and temporary names. */
const mostBytes = 220;

const utf8Length = (codePoint: number): number => (codePoint < 0x80 ? 1 : codePoint < 0x8_00 ? 2 : codePoint < 0x1_00_00 ? 3 : 4);
const bytes = (text: string): number => [...text].reduce((sum, one) => sum + utf8Length(one.codePointAt(0) ?? 0), 0);

/** Windows keeps these for devices, also with an extension and with superscript digits. */
const device = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])[ ]*(\..*)?$/i;

const rules: readonly (readonly [(name: string) => boolean, string])[] = [
  [(name) => name.trim() === '', 'it cannot be empty'],
  [(name) => [...name].length > longest, `it cannot have more than ${String(longest)} characters`],
  [(name) => bytes(name) > mostBytes, `it cannot take more than ${String(mostBytes)} bytes`],
  [(name) => /[\p{Cc}\p{Surrogate}\u2028\u2029]/u.test(name), 'it cannot hold control characters'],
  [(name) => /[/\\]/.test(name), 'it cannot hold / or \\'],
  [(name) => /[<>:"|?*]/.test(name), 'it cannot hold any of < > : " | ? *'],
  [(name) => name.startsWith('.'), 'it cannot begin with a dot'],
  [(name) => /^\s|[\s.]$/u.test(name), 'it cannot begin with a space or end in a space or a dot'],
  [(name) => device.test(name), 'Windows keeps this word for a device'],
];

/** Why a name cannot be a folder's name on Windows, macOS or Linux; null if it can. */
export function nameProblem(name: string): string | null {
  return rules.find(([breaks]) => breaks(name))?.[1] ?? null;
}
