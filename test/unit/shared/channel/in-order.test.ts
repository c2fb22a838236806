import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { inOrder } from '../../../../src/shared/channel/in-order.ts';

it('what was read first is told first, however long it took', async () => {
  const [told, reading] = [[] as string[], inOrder()];
  let state = 'begun';
  const read = (milliseconds: number) => async (): Promise<string> => {
    const found = state;
    await sleep(milliseconds);
    return found;
  };
  const tell = (found: string): void => void told.push(found);
  const slow = reading(read(20)).then(tell);
  // Now it has read, and something happens.
  await Promise.resolve();
  state = 'ended';
  await Promise.all([slow, reading(read(0)).then(tell)]);
  expect(told).toEqual(['begun', 'ended']);
});

it('an action begins when the answer of the one before has left; a failure is its own', async () => {
  const [log, reading] = [[] as string[], inOrder()];
  const note = (word: string): Promise<void> => Promise.resolve(void log.push(word));
  const failed = reading(() => Promise.reject(new Error('no')));
  await expect(failed).rejects.toThrow('no');
  const first = reading(() => note('one')).then(() => note('one is told'));
  const second = reading(() => note('other')).then(() => note('other is told'));
  await Promise.all([first, second]);
  expect(log).toEqual(['one', 'one is told', 'other', 'other is told']);
});
