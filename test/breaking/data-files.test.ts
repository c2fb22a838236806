/** Spoilt data files for every reader, in full; at the same time as kills, spoilt stores and messages. */
import { describe, it } from 'vitest';
import { changes, towards } from './figures.ts';
import { readerCases, readMutations } from './readers.ts';

describe('spoilt data files', async () => {
  it.each(await readerCases())('$name', (one) =>
    towards(`spoilt data files: ${one.name}`, changes, ({ most, milliseconds, seed }) => readMutations(one, most, seed, milliseconds)),
  );
});
