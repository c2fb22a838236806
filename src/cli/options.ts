/** Options that several commands share, and how their values are read. */
import path from 'node:path';
import { InvalidArgumentError, Option } from 'commander';

export interface StoreOptions {
  readonly store: string;
  readonly json?: true;
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

export const storeOption = (): Option =>
  new Option('--store <folder>', 'where experiments are kept')
    .default(path.resolve('.winning-ticket'), '.winning-ticket')
    .argParser((folder) => path.resolve(folder));

export const jsonOption = (what = 'one JSON document on stdout and nothing else'): Option => new Option('--json', what);

export const workersOption = (): Option => new Option('--workers <n>', 'worker threads; one a core by default').argParser(wholeNumber(1));
