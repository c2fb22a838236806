/** Mutations in small; `npm run test:breaking` has them in full. */
import { expect, it } from 'vitest';
import { decodeSpoiltCheckpoints, parseSpoiltBytes, readSpoiltLocks, readSpoiltStores } from '../../../breaking/stored-files.ts';

it('a store with a spoilt file is read, or refused in a sentence of ours', async () => {
  expect(await readSpoiltStores(600, 3000, 1)).toBeGreaterThan(20);
});

it('spoilt tensors, evaluations and configs are read, or refused in a sentence of ours', async () => {
  expect(await parseSpoiltBytes(3000, 2000, 2)).toBeGreaterThan(100);
});

it('a spoilt lock is a lock, none, or refused in a sentence of ours', async () => {
  expect(await readSpoiltLocks(500, 1000, 3)).toBeGreaterThan(20);
});

it('a spoilt checkpoint is refused, whatever of it is spoilt', async () => {
  expect(await decodeSpoiltCheckpoints(2000, 1000, 4)).toBeGreaterThan(100);
});
