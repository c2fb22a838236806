/** Spoilt stores, configs and messages, in full; at the same time as kills (full.test.ts) and spoilt data files. */
import { describe, it } from 'vitest';
import { count } from './draws.ts';
import { listenToSpoiltThreads, postSpoiltEnvelopes, sendSpoiltRequests } from './messages.ts';
import { decodeSpoiltCheckpoints, parseSpoiltBytes, readSpoiltLocks, readSpoiltStores } from './stored-files.ts';
import { most, seed, share } from './time.ts';

describe('spoilt stores and messages', () => {
  it.each([
    ['spoilt locks', readSpoiltLocks, 0.05],
    ['spoilt checkpoints', decodeSpoiltCheckpoints, 0.05],
    ['spoilt tensors, evaluations and configs', parseSpoiltBytes, 0.15],
    ['spoilt messages to an endpoint (panel, host, runner)', postSpoiltEnvelopes, 0.05],
    ['spoilt messages of threads', listenToSpoiltThreads, 0.1],
    ['spoilt requests to a runner', sendSpoiltRequests, 0.05],
    ['spoilt files in a store, read in every way', readSpoiltStores, 0.5],
  ] as const)('%s', async (what, action, part) => {
    count(what, await action(most, share(part), seed));
  });
});
