import { expect, it } from 'vitest';
import { Turns } from '../../../src/lottery/turns.ts';
import { WorkCancelled } from '../../../src/lottery/work.ts';

/** Actions that end when they are told to. */
function actions(count: number, turns: Turns) {
  const begun: number[] = [];
  const ends: ((error?: Error) => void)[] = [];
  const all = Array.from({ length: count }, (_, index) =>
    turns.take(() => {
      begun.push(index);
      return new Promise<number>((resolve, reject) => (ends[index] = (error) => (error ? reject(error) : resolve(index))));
    }),
  );
  return { begun, ends, all };
}

const moment = () => new Promise((resolve) => setTimeout(resolve));

it('no more begin than fit, in the order in which they came; a failure ends only its own', async () => {
  const { begun, ends, all } = actions(4, new Turns(2));
  await moment();
  expect(begun).toEqual([0, 1]);
  ends[1]?.(new Error('diverged'));
  await expect(all[1]).rejects.toThrow('diverged');
  await moment();
  expect(begun).toEqual([0, 1, 2]);
  ends[0]?.();
  ends[2]?.();
  await moment();
  ends[3]?.();
  expect(await Promise.all([all[0], all[2], all[3]])).toEqual([0, 2, 3]);
});

it('after one was cancelled, none begins', async () => {
  const { begun, ends, all } = actions(3, new Turns(1));
  await moment();
  ends[0]?.(new WorkCancelled('The run was cancelled.'));
  for (const one of await Promise.allSettled(all))
    expect(one).toMatchObject({ status: 'rejected', reason: new WorkCancelled('The run was cancelled.') });
  expect(begun).toEqual([0]);
});
