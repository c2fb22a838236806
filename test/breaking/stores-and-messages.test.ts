/** Spoilt stores, configs, tickets of other programs and messages, in full; at the same time as kills and spoilt data files. */
import { describe, it } from 'vitest';
import { answerSpoiltPages, askSpoiltTools, followSpoiltRunners, listenToSpoiltServer } from './asked-from-outside.ts';
import { changes, towards } from './figures.ts';
import { checkSpoiltRequests, listenToSpoiltThreads, postSpoiltEnvelopes, sendSpoiltRequests } from './messages.ts';
import { readAtOnce } from './quick-files.ts';
import { decodeSpoiltCheckpoints, parseSpoiltBytes, readSpoiltLocks, readSpoiltStores } from './stored-files.ts';
import { importMutations, ticketFileCases } from './ticket-files.ts';

readAtOnce();

describe('spoilt stores and messages', () => {
  it.each([
    ['spoilt locks', readSpoiltLocks, changes],
    ['spoilt checkpoints', decodeSpoiltCheckpoints, changes],
    ['spoilt tensors, evaluations and configs', parseSpoiltBytes, changes],
    ['spoilt messages to an endpoint (panel, host, runner)', postSpoiltEnvelopes, changes],
    ['spoilt calls of the panel and of the page that compares', answerSpoiltPages, changes],
    ['spoilt messages of threads', listenToSpoiltThreads, changes],
    ['spoilt requests to a runner, as it checks them', checkSpoiltRequests, changes],
    ['spoilt requests to a runner, each to a process', sendSpoiltRequests, 50],
    ['spoilt events of a runner', followSpoiltRunners, changes],
    ["spoilt input of the tools for agents (MCP, VS Code's language models)", askSpoiltTools, changes],
    ['spoilt messages to the MCP server, a real process', listenToSpoiltServer, 1000],
    ['spoilt files in a store, read in every way', readSpoiltStores, changes],
  ] as const)('%s', async (what, action, goal) => {
    await towards(what, goal, ({ most, milliseconds, seed }) => action(most, milliseconds, seed));
  });
});

describe("spoilt tickets of other programs, and models' files", async () => {
  it.each(await ticketFileCases())('$name', (one) =>
    towards(`spoilt imports: ${one.name}`, changes, ({ most, milliseconds, seed }) => importMutations(one, most, milliseconds, seed)),
  );
});
