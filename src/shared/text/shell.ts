/** Commands that people paste into a shell: whatever a name holds stays one word of text. */

/** zsh takes a word that begins with "=" for a command's path. */
const harmless = /^[\w@%+:,./][\w@%+=:,./-]*$/;
/** PowerShell splits at commas, and a word that begins with "@" names a variable. */
const harmlessOnWindows = /^[\w+:./\\][\w@+=:./\\-]*$/;

/** One argument for the shell that people paste into: PowerShell on Windows, a POSIX shell elsewhere. Both leave single quotes alone. */
export function shellWord(text: string, platform: string): string {
  if ((platform === 'win32' ? harmlessOnWindows : harmless).test(text)) return text;
  const inner = platform === 'win32' ? text.replaceAll("'", "''") : text.replaceAll("'", `'\\''`);
  return `'${inner}'`;
}

/** The end of a command line: `--` comes before names, since a name may begin with a dash. */
export const namedArguments = (names: readonly string[], platform: string): string =>
  [...(names.some((name) => name.startsWith('-')) ? ['--'] : []), ...names.map((name) => shellWord(name, platform))].join(' ');
