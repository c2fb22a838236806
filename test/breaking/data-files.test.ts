/** Spoilt data files for every reader, in full; at the same time as kills (full.test.ts), spoilt stores and messages. */
import { describe, it } from 'vitest';
import { count } from './draws.ts';
import { readerCases, readMutations } from './readers.ts';
import { most, seed, share } from './time.ts';

describe('spoilt data files', async () => {
  const cases = await readerCases();

  it.each(cases)('$name', async (one) => {
    count(`spoilt data files: ${one.name}`, await readMutations(one, most, seed, share(0.95 / cases.length)));
  });
});
