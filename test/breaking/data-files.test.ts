/** Spoilt data files for every reader, in full; at the same time as kills, spoilt stores and messages. */
import { describe, it } from 'vitest';
import { changes, towards } from './figures.ts';
import { readAtOnce } from './quick-files.ts';
import { readerCases, readMutations } from './readers.ts';

readAtOnce();

describe('spoilt data files', async () => {
  it.each(await readerCases())('$name', (one) =>
    towards(`spoilt data files: ${one.name}`, changes, ({ most, milliseconds, seed }) => readMutations(one, most, seed, milliseconds)),
  );
});
