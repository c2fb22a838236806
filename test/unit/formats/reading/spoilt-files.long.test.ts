/** Mutations in small; `npm run test:breaking` has them in full. */
import { describe, expect, it } from 'vitest';
import { folderOf, importMutations, ticketFileCases } from '../../../breaking/ticket-files.ts';

describe.each(await ticketFileCases())('$name', (one) => {
  it('is read where it is sound', async () => {
    await expect(one.read(folderOf(one))).resolves.not.toThrow();
  });

  it('spoilt at random, is read or refused in a sentence of ours', async () => {
    expect(await importMutations(one, 200, 1500, 9)).toBeGreaterThan(10);
  });
});
