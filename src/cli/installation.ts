/** Where the parts of this program lie (beside the bundled CLI, in dist), and how it was called. */
import path from 'node:path';
import { namedArguments, shellWord } from '../shared/text/shell.ts';

export const runnerFile = path.join(__dirname, 'runner.cjs');
/** Holds the bundles. */
export const programFolder = __dirname;

export const quoted = (text: string): string => shellWord(text, process.platform);

/** As it was called: from a checkout there is no `winning-ticket` on the path. */
export function invocation(): string {
  const script = process.argv[1] ?? '';
  if (path.basename(script) !== 'cli.js') return 'winning-ticket';
  const relative = path.relative('', script);
  return `node ${quoted(relative.startsWith('..') ? script : relative)}`;
}

/** A command of this program that may be pasted as it stands. @param words The command and its options, written as they are. @param names Whatever they hold. */
export const commandOn = (words: readonly string[], names: readonly string[]): string =>
  [invocation(), ...words, ...(names.length > 0 ? [namedArguments(names, process.platform)] : [])].join(' ');

export const command = (...words: readonly string[]): string => commandOn(words, []);

/** `--store` where it is not the one that is looked in by default; to stand before names. */
export function storeWords(folder: string): readonly string[] {
  const store = path.relative('', folder) || '.';
  return store === '.winning-ticket' ? [] : [`--store ${quoted(store)}`];
}
