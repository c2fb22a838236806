/** Spoilt messages in small; `npm run test:breaking` has them in full. */
import { expect, it } from 'vitest';
import { answerSpoiltPages, askSpoiltTools, followSpoiltRunners, listenToSpoiltServer } from '../../breaking/asked-from-outside.ts';
import { checkSpoiltRequests, listenToSpoiltThreads, postSpoiltEnvelopes, sendSpoiltRequests } from '../../breaking/messages.ts';

it('an endpoint lives on, whatever is posted to it', async () => {
  expect(await postSpoiltEnvelopes(5000, 3000, 1)).toBeGreaterThan(100);
});

it('a pool lives on, whatever a thread sends', async () => {
  expect(await listenToSpoiltThreads(500, 5000, 2)).toBeGreaterThan(50);
});

it('a runner ends in words, whatever it is asked for', async () => {
  expect(await sendSpoiltRequests(4, 4000, 3)).toBeGreaterThan(0);
});

it('a request that is none is refused before anything is done, and one that is let through is whole', async () => {
  expect(await checkSpoiltRequests(2000, 3000, 4)).toBeGreaterThan(100);
});

it('the hosts of pages answer or refuse in words of ours, whatever a page calls', async () => {
  expect(await answerSpoiltPages(500, 3000, 5)).toBeGreaterThan(20);
});

it('the tools for agents answer or refuse in words of ours, whatever they are given', async () => {
  expect(await askSpoiltTools(500, 3000, 6)).toBeGreaterThan(20);
});

it('the MCP server lives on, whatever it is sent', async () => {
  expect(await listenToSpoiltServer(50, 0, 7)).toBe(50);
});

it('whoever follows a run lives on, whatever the runner tells', async () => {
  expect(await followSpoiltRunners(1000, 1, 8)).toBe(1000);
});
