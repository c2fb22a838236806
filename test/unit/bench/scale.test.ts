/** The simulation of a cluster, whose time is made up: what its tasks leave idle. */
import { expect, it } from 'vitest';
import { simulate, type Simulated } from '../../../bench/scale/simulate.ts';
import { planOf } from '../../../bench/scale/small-lenet.ts';

/** Forty chains of a dense network and three rounds whose trainings get shorter, on one node of 32 processors. */
function onOneNode(cpus: number): Promise<Simulated> {
  const plans = Array.from({ length: 40 }, (_, seed) =>
    planOf({ pruning: { rounds: 3 }, controls: { randomReinit: 1, randomMask: 1 }, trials: 1, seed }),
  );
  const shape = { nodes: 1, cores: 32, cpus, maxJobs: 1000, taskMinutes: 3, startSeconds: 2 };
  return simulate(plans, ({ round }, experiment) => 130 / (1 + round) + (experiment % 20), shape);
}

it('keeps the processors of wide tasks as busy as those of narrow ones', async () => {
  const [narrow, wide] = [await onOneNode(1), await onOneNode(4)];
  expect([narrow.trainings, wide.trainings]).toEqual([400, 400]);
  expect(wide.busySeconds).toBeCloseTo(narrow.busySeconds, 6);
  expect(wide.seconds / narrow.seconds).toBeLessThan(1.1);
});
