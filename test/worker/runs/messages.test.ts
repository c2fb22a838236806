/** Spoilt messages in small; `npm run test:breaking` has them in full. */
import { expect, it } from 'vitest';
import { listenToSpoiltThreads, postSpoiltEnvelopes, sendSpoiltRequests } from '../../breaking/messages.ts';

it('an endpoint lives on, whatever is posted to it', async () => {
  expect(await postSpoiltEnvelopes(5000, 3000, 1)).toBeGreaterThan(100);
});

it('a pool lives on, whatever a thread sends', async () => {
  expect(await listenToSpoiltThreads(500, 5000, 2)).toBeGreaterThan(50);
});

it('a runner ends in words, whatever it is asked for', async () => {
  expect(await sendSpoiltRequests(4, 4000, 3)).toBeGreaterThan(0);
});
