/** Early-Bird tickets in the bundled runner: drawn, written down, shown, and drawn alike when nothing is left to train. */
import { expect, it } from 'vitest';
import { openStore } from '../../../src/runs/library/store.ts';
import type { ConfigInput } from '../../../src/shared/config/schema/schema.ts';
import { begin, bitsOf, carryOut, happens, newStore, request, smallConfig } from './harness.ts';

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

const stopping = { window: 3, threshold: 0.1, stop: true };
const recordOf = async (folder: string, role: string) => {
  const store = openStore(folder);
  const hash = (await store.recordOf('small')).trainings[role] ?? '';
  return { hash, training: await store.readTraining(hash) };
};

const momentum = { optimizer: 'momentum', momentum: 0.9, testEvaluation: 'at-new-minimum' } as const;

it.each([
  { schedule: 'iterative', least: 0, ended: 2, change: {} },
  { schedule: 'one-shot', least: 0, ended: 1, change: {} },
  // The dense network is trained until iteration 40 at least, which is in the fifth epoch.
  { schedule: 'iterative', least: 45, ended: 2, change: { rewind: { iteration: 40 }, training: momentum } },
] as const)(
  'stop, $schedule, least $least: parents end, with the bits of a training of that budget',
  async ({ schedule, least, ended, change }) => {
    const storeFolder = newStore();
    const config = smallConfig({ controls, ...change, pruning: { rounds: 2, schedule, earlyBird: stopping } });
    const { document, ...run } = await carryOut(request(storeFolder, { config }));
    expect(run).toMatchObject({ state: 'finished', failure: null });
    if (!document) throw new Error('a finished run has a document');
    const { earlyBird: draws = [], rounds, trainings, saved, costs } = document;
    const end = draws[0]?.endedAt ?? 0;
    const ofDense = schedule === 'one-shot' ? draws : draws.slice(0, 1);
    expect(end).toBe(Math.max(least, ...ofDense.map(({ iteration }) => iteration)));
    expect(draws[0]).toMatchObject({ iterations: 200, distanceToFinal: null });
    const dense = await recordOf(storeFolder, 'trial-1/round-00/ticket');
    expect(dense.training?.spec).toMatchObject({ iterations: end, trainingEvaluation: 'never' });
    // In one go, in a store of its own.
    const whole = newStore();
    const training = { ...config.training, iterations: end, trainingEvaluation: 'never' as const };
    const pruning = { rounds: 1, earlyBird: { window: 2, threshold: 0.9 } };
    await carryOut(request(whole, { config: smallConfig({ controls, ...change, pruning, training }) }));
    const other = await recordOf(whole, 'trial-1/round-00/ticket');
    expect([other.hash, { ...other.training, seconds: 0 }]).toEqual([dense.hash, { ...dense.training, seconds: 0 }]);
    expect(rounds.map(({ verdict }) => verdict?.label)).toEqual(['dense', 'ended early', 'ended early']);
    expect(rounds[0]?.series.ticket?.earlyStopIteration?.bound).toBe('at-least');
    // Nothing is drawn from the last round, so that it is trained whole.
    const lasts = trainings.map((one) => one.ended?.iteration ?? 200);
    expect([lasts[0], lasts[2]]).toEqual([end, 200]);
    expect(saved).toMatchObject({ trainings: ended, iterations: 600 - lasts.reduce((sum, last) => sum + last, 0) });
    expect(costs[0]?.finding.share).toBeCloseTo(end / 200, 12);
    await openStore(storeFolder).collectGarbage(false);
    const again = await carryOut(request(storeFolder, { config }));
    expect([again.trained, again.document?.earlyBird, again.document?.costs]).toEqual([0, draws, costs]);
  },
);

const channels = (filters: number) =>
  [{ kind: 'convolution', filters }, { kind: 'batch-normalization' }, { kind: 'relu' }, { kind: 'max-pool' }] as const;

it.each(['one-shot', 'iterative'] as const)(
  'whole channels, %s: a training ends when they settle, and rounds keep what their tickets keep',
  async (schedule) => {
    const storeFolder = newStore();
    const pruning = {
      criterion: 'channel-scale',
      scope: 'global',
      rates: { global: 0.4 },
      schedule,
      rounds: 2,
      earlyBird: stopping,
    } as const;
    const network = { layers: [...channels(6), ...channels(8), { units: 10 }] };
    const { document, ...run } = await carryOut(request(storeFolder, { config: smallConfig({ trials: 2, controls, network, pruning }) }));
    expect(run).toMatchObject({ state: 'finished', failure: null });
    const { rounds = [], earlyBird = [], saved, emptiedLayers } = document ?? {};
    expect([rounds.length, earlyBird.length, emptiedLayers]).toEqual([3, 4, []]);
    expect(saved?.trainings).toBeGreaterThan(0);
    // Of 54 + 432 + 320 weights each round takes 40 % or, with its last channel, somewhat more.
    expect(rounds.map(({ remainingCount }, round) => remainingCount <= ([806, 484, 290][round] ?? 0))).toEqual([true, true, true]);
    const store = openStore(storeFolder);
    for (const { round, remaining } of rounds.slice(1)) {
      const tickets = await Promise.all([1, 2].map((trial) => store.ticket(`small/trial-${String(trial)}/round-0${String(round)}`)));
      const mean = tickets.reduce((sum, ticket) => sum + ticket.remaining, 0) / 2;
      expect(remaining).toBeCloseTo(mean, 12);
      // A filter is there as a whole or not at all, and of each layer one is there.
      for (const { filters, remaining: left } of tickets.flatMap(({ layers }) => layers)) {
        if (!filters) continue;
        expect(filters.pruned).toBeLessThan(filters.filters);
        expect(left).toBe((filters.filters - filters.pruned) * filters.most);
      }
    }
  },
);

it('stop: a run that is interrupted in the middle of an epoch goes on to the same bits', async () => {
  const [one, other] = [newStore(), newStore()];
  const config = smallConfig({
    controls,
    pruning: { rounds: 1, earlyBird: { ...stopping, window: 12 } },
    training: { iterations: 3000, validationSize: 20 },
  });
  const run = begin(request(one, { config }));
  await happens(run, ({ iterationsDone }) => iterationsDone > 30);
  process.kill(await run.pid, 'SIGKILL');
  await run.ended;
  const [resumed, straight] = [await carryOut(request(one, { config })), await carryOut(request(other, { config }))];
  expect([resumed.state, resumed.document?.earlyBird]).toEqual(['finished', straight.document?.earlyBird]);
  expect(bitsOf(one)).toEqual(bitsOf(other));
});

it('stop: masks that never settle leave the training that Early-Bird without it has', async () => {
  const [stopped, plain] = [newStore(), newStore()];
  const settingsOf = (stop: boolean) => {
    const pruning = { rounds: 1, earlyBird: { window: 3, threshold: 0, ...(stop && { stop }) } };
    return smallConfig({ controls, pruning, training: { iterations: 30 } });
  };
  const run = await carryOut(request(stopped, { config: settingsOf(true) }));
  expect(run.document?.earlyBird).toEqual([{ trial: 1, round: 1, epoch: null, iteration: 30, iterations: 30, distanceToFinal: 0 }]);
  expect(run.document?.saved).toMatchObject({ trainings: 0, iterations: 0, seconds: 0, multiplyAdds: 0 });
  await carryOut(request(plain, { config: settingsOf(false) }));
  for (const role of ['trial-1/round-00/ticket', 'trial-1/round-01/ticket']) {
    const [one, other] = [await recordOf(stopped, role), await recordOf(plain, role)];
    expect(one.hash).toBe(other.hash);
    expect({ ...one.training, seconds: 0 }).toEqual({ ...other.training, seconds: 0 });
  }
});
