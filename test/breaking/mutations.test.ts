/** Spoilt files and messages for every reader, in full, beside the kills of full.test.ts. */
import { describe, it } from 'vitest';
import { count } from './draws.ts';
import { listenToSpoiltThreads, postSpoiltEnvelopes, sendSpoiltRequests } from './messages.ts';
import { readerCases, readMutations } from './readers.ts';
import { decodeSpoiltCheckpoints, parseSpoiltBytes, readSpoiltLocks, readSpoiltStores } from './stored-files.ts';
import { seed, share } from './time.ts';

/** Of each reader; where the time is too short, fewer. */
const most = 100_000;

describe('bad files and messages', async () => {
  const cases = await readerCases();

  it.each([
    ['spoilt files in a store, read in every way', readSpoiltStores, 0.3],
    ['spoilt tensors, evaluations and configs', parseSpoiltBytes, 0.1],
    ['spoilt checkpoints', decodeSpoiltCheckpoints, 0.05],
    ['spoilt locks', readSpoiltLocks, 0.05],
    ['spoilt messages to an endpoint (panel, host, runner)', postSpoiltEnvelopes, 0.03],
    ['spoilt messages of threads', listenToSpoiltThreads, 0.07],
    ['spoilt requests to a runner', sendSpoiltRequests, 0.05],
  ] as const)('%s', async (what, action, part) => {
    count(what, await action(most, share(part), seed));
  });

  it.each(cases)('data: $name', async (one) => {
    count(`spoilt data files: ${one.name}`, await readMutations(one, most, seed, share(0.35 / cases.length)));
  });
});
