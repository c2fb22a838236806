/** Options that several commands share, and how their values are read. */
import path from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import type { Override } from '../shared/config/reading/overrides.ts';
import { ownWords } from '../shared/text/own-words.ts';
import { readOverride } from './run/config-file.ts';
import type { FormatOptions } from './text/print-as.ts';

export interface StoreOptions extends FormatOptions {
  readonly store: string;
}

/** Reads a whole number of at least `minimum`. */
export const wholeNumber =
  (minimum: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= minimum) return value;
    const most = value > Number.MAX_SAFE_INTEGER ? ` and at most ${String(Number.MAX_SAFE_INTEGER)}` : '';
    throw new InvalidArgumentError(`It must be a whole number of at least ${minimum}${most}.`);
  };

/** An empty path would be the current folder. */
function folderPath(text: string): string {
  if (text === '') throw new InvalidArgumentError('It is empty: is a variable of the shell not set?');
  return path.resolve(text);
}

export const storeOption = (): Option =>
  new Option('-s, --store <folder>', 'where experiments are kept')
    .default(path.resolve('.winning-ticket'), '.winning-ticket')
    .argParser(folderPath);

export const jsonOption = (what = 'one JSON document on stdout and nothing else'): Option => new Option('-j, --json', what);

export const workersOption = (): Option =>
  new Option('-w, --workers <n>', 'worker threads; one a core by default').argParser(wholeNumber(1));

const overrides = (text: string, earlier: readonly Override[] = []): readonly Override[] => {
  try {
    return [...earlier, readOverride(text)];
  } catch (error) {
    throw new InvalidArgumentError(ownWords(error));
  }
};

export const setOption = (): Option =>
  new Option(
    '--set <key=value>',
    'as if it were written in the config, such as training.learningRate=0.01; may be given several times',
  ).argParser(overrides);
