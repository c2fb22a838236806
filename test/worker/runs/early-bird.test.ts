/** Early-Bird tickets in the bundled runner: drawn, written down, shown, and drawn alike when nothing is left to train. */
import { expect, it } from 'vitest';
import { openStore } from '../../../src/runs/library/store.ts';
import type { ConfigInput } from '../../../src/shared/config/schema/schema.ts';
import { carryOut, newStore, request, smallConfig } from './harness.ts';

const controls = { randomReinit: 0, randomMask: 0 };
const settings = { controls, pruning: { rounds: 2, earlyBird: { window: 3, threshold: 0.1 } } } as const satisfies ConfigInput;

it('each mask is drawn after one of the 22 epochs, before the end, at the size of its round', async () => {
  const storeFolder = newStore();
  const config = smallConfig(settings);
  const run = await carryOut(request(storeFolder, { config }));
  expect(run).toMatchObject({ state: 'finished', failure: null });
  const draws = run.document?.earlyBird ?? [];
  expect(draws.map(({ trial, round }) => [trial, round])).toEqual([
    [1, 1],
    [1, 2],
  ]);
  for (const { epoch, iteration, iterations, distanceToFinal } of draws) {
    expect(epoch).toBeGreaterThanOrEqual(3);
    expect([iteration, iterations]).toEqual([9 * (epoch ?? 0), 200]);
    expect(distanceToFinal).toBeGreaterThan(0);
    expect(distanceToFinal).toBeLessThan(0.4);
  }
  const late = await carryOut(request(newStore(), { config: smallConfig({ controls }) }));
  expect(run.document?.rounds.map(({ remainingCount }) => remainingCount)).toEqual(
    late.document?.rounds.map(({ remainingCount }) => remainingCount),
  );
  const ticket = await openStore(storeFolder).ticket('small/trial-1/round-02');
  const { trial, round, ...draw } = draws[1] ?? { trial: 0, round: 0 };
  expect(ticket).toMatchObject({ trial, round, earlyBird: draw });
  const again = await carryOut(request(storeFolder, { config }));
  expect([again.trained, again.document?.earlyBird]).toEqual([0, draws]);
});

it('a mask that never settles is the final one', async () => {
  const pruning = { rounds: 1, earlyBird: { window: 3, threshold: 0 } };
  const store = newStore();
  const run = await carryOut(request(store, { config: smallConfig({ controls, pruning, training: { iterations: 30 } }) }));
  expect(run.document?.earlyBird).toEqual([{ trial: 1, round: 1, epoch: null, iteration: 30, iterations: 30, distanceToFinal: 0 }]);
  const late = newStore();
  await carryOut(request(late, { config: smallConfig({ controls, pruning: { rounds: 1 }, training: { iterations: 30 } }) }));
  const maskOf = async (folder: string) => (await openStore(folder).ticket('small/trial-1/round-01')).maskHash;
  expect(await maskOf(store)).toBe(await maskOf(late));
});
