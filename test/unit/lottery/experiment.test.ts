import { describe, expect, it } from 'vitest';
import { runExperiment } from '../../../src/lottery/experiment.ts';
import { isSubset, remainingCount } from '../../../src/lottery/masks/mask.ts';
import { roleSeed } from '../../../src/lottery/places/seeds.ts';
import { experimentPlan, type ExperimentPlan } from '../../../src/lottery/plan/plan.ts';
import { plannedRoles } from '../../../src/lottery/plan/planned.ts';
import { rewind } from '../../../src/lottery/rewind.ts';
import { TrainingFailed } from '../../../src/lottery/failures.ts';
import { initialWeights } from '../../../src/lottery/weights/initial-weights.ts';
import { type TrainRequest, WorkCancelled } from '../../../src/lottery/work.ts';
import type { ConfigInput } from '../../../src/shared/config/schema/schema.ts';
import { onesIn } from '../../../src/shared/tensors/tensors.ts';
import { FakeWork, Notes } from './fake-work.ts';
import { blank, config, small } from './fixtures.ts';

const input = {
  dataset: { kind: 'idx', folder: 'x' },
  network: { layers: [{ units: 50 }, { units: 10 }] },
  training: { validationSize: 20, batchSize: 20, iterations: 5 },
  pruning: { rounds: 2 },
  trials: 2,
  controls: { randomReinit: 2, randomMask: 2 },
} as const satisfies ConfigInput;
const settings = config(input);
const plan: ExperimentPlan = experimentPlan({ config: settings, dataset: blank, numerics: 1 });

async function run(work: FakeWork, of = plan): Promise<Notes> {
  const notes = new Notes();
  await runExperiment(of, work, notes);
  return notes;
}

const data = (request: TrainRequest, name: string): Float32Array => request.weights.get(name)?.data ?? new Float32Array();

describe('runExperiment', async () => {
  const work = new FakeWork();
  const notes = await run(work);
  const initial = initialWeights(small, roleSeed(1, 1, 'initial-weights'));
  const ticket = work.order('trial-1/round-02/ticket');

  it('orders exactly what is planned and reports each', () => {
    expect([...work.orders.keys()].toSorted()).toEqual(plannedRoles(settings).toSorted());
    expect(notes.roles.toSorted()).toEqual([...work.orders.keys()].toSorted());
    expect(notes.finished.find(({ role }) => role.endsWith('trial-2/round-01/random-mask-2'))).toMatchObject({
      trial: 2,
      round: 1,
      series: 'randomMask',
      replicate: 2,
    });
  });

  it('the dense network starts from the initial weights, unmasked', () => {
    const dense = work.order('trial-1/round-00/ticket');
    expect(dense.mask).toBeNull();
    expect(dense.weights).toEqual(initial);
  });

  it('C002, C019: counts do not depend on the number of iterations', () => {
    const counts = ['01', '02'].map((round) => [...(work.order(`trial-1/round-${round}/ticket`).mask?.values() ?? [])].map(onesIn));
    expect(counts).toEqual([
      [2560, 450],
      [2048, 405],
    ]);
  });

  it("a ticket is its mask and the trial's initial weights", () => {
    expect(ticket.mask).not.toBeNull();
    expect(ticket.weights).toEqual(rewind(initial, ticket.mask ?? new Map()));
    expect(isSubset(ticket.mask ?? new Map(), work.order('trial-1/round-01/ticket').mask ?? new Map())).toBe(true);
    expect(notes.tickets.find(({ trial, round }) => trial === 1 && round === 2)).toEqual({
      trial: 1,
      round: 2,
      mask: ticket.mask,
      initialWeights: ticket.weights,
    });
    expect(notes.tickets).toHaveLength(4);
  });

  it("the mask prunes the smallest of the last round's trained weights", async () => {
    const trained =
      rewind(initialWeights(small, 'trained trial-1/round-01/ticket'), work.order('trial-1/round-01/ticket').mask ?? new Map()).get(
        'fc1.weight',
      )?.data ?? new Float32Array();
    const after = ticket.mask?.get('fc1.weight')?.data ?? new Uint8Array();
    const before = work.order('trial-1/round-01/ticket').mask?.get('fc1.weight')?.data ?? new Uint8Array();
    const sizes = (kept: number): number[] => [...trained].filter((_, index) => before[index] === 1 && after[index] === kept).map(Math.abs);
    expect(sizes(0)).toHaveLength(512);
    expect(Math.max(...sizes(0))).toBeLessThanOrEqual(Math.min(...sizes(1)));
  });

  it("reinitialisations have the ticket's mask and other values, each its own (C018)", () => {
    const [first, second] = [work.order('trial-1/round-02/random-reinit-1'), work.order('trial-1/round-02/random-reinit-2')];
    expect(first.mask).toEqual(ticket.mask);
    for (const [a, b] of [
      [first, ticket],
      [first, second],
      [first, work.order('trial-1/round-01/random-reinit-1')],
    ] as const) {
      expect(data(a, 'fc1.weight').filter((value, index) => value !== 0 && value === data(b, 'fc1.weight')[index])).toHaveLength(0);
    }
    expect(first.weights.get('fc1.bias')?.data.every((bias) => bias === 0)).toBe(true);
  });

  it("random masks have the ticket's counts and the trial's own initial weights (C018)", () => {
    const [first, second] = [work.order('trial-1/round-02/random-mask-1'), work.order('trial-1/round-02/random-mask-2')];
    expect([...(first.mask?.values() ?? [])].map(onesIn)).toEqual([2048, 405]);
    expect(first.mask).not.toEqual(ticket.mask);
    expect(first.mask).not.toEqual(second.mask);
    expect(first.weights).toEqual(rewind(initial, first.mask ?? new Map()));
    expect(isSubset(first.mask ?? new Map(), work.order('trial-1/round-01/random-mask-1').mask ?? new Map())).toBe(false);
  });

  it('C012: one split and data order a trial, others in the next', () => {
    const seeds = (trial: number): Set<string> =>
      new Set(
        [...work.orders.values()]
          .filter(({ role }) => role.startsWith(`trial-${trial}/`))
          .map(({ spec }) => `${spec.splitSeed} ${spec.dataOrderSeed}`),
      );
    expect(seeds(1).size).toBe(1);
    expect(new Set([...seeds(1), ...seeds(2)]).size).toBe(2);
    expect(work.order('trial-2/round-00/ticket').weights).not.toEqual(initial);
  });

  it('the same again gives the same orders', async () => {
    const again = new FakeWork();
    await run(again);
    for (const [role, request] of work.orders) expect(again.order(role)).toEqual(request);
  });
});

describe('runExperiment when something fails', () => {
  it('a ticket that diverges ends its trial; the other goes on; the failure comes at the end', async () => {
    const work = new FakeWork((role) => (role === 'trial-1/round-01/ticket' ? new Error('the loss is not finite at iteration 3') : null));
    const notes = new Notes();
    const failure: unknown = await runExperiment(plan, work, notes).catch((reason: unknown) => reason);
    expect(failure).toBeInstanceOf(TrainingFailed);
    expect(failure).toMatchObject({
      role: 'trial-1/round-01/ticket',
      message: 'trial-1/round-01/ticket: the loss is not finite at iteration 3',
    });
    expect(notes.roles.filter((role) => role.startsWith('trial-2/'))).toHaveLength(11);
    expect(notes.roles.filter((role) => role.startsWith('trial-1/'))).toHaveLength(5);
  });

  it('controls that diverge stop nothing; several failures are reported together', async () => {
    const work = new FakeWork((role) => (role.endsWith('round-01/random-reinit-1') ? new Error('diverged') : null));
    const notes = new Notes();
    const failure: unknown = await runExperiment(plan, work, notes).catch((reason: unknown) => reason);
    expect(failure).toBeInstanceOf(AggregateError);
    expect((failure as AggregateError).errors).toHaveLength(2);
    expect((failure as AggregateError).message).toBe(
      '2 trainings failed. trial-1/round-01/random-reinit-1: diverged. trial-2/round-01/random-reinit-1: diverged.',
    );
    expect(notes.finished).toHaveLength(20);
  });

  it('a cancelled run is cancelled, whatever else failed', async () => {
    const work = new FakeWork((role) =>
      role.endsWith('random-mask-1') ? new WorkCancelled() : role.endsWith('random-reinit-1') ? new Error('diverged') : null,
    );
    await expect(runExperiment(plan, work, new Notes())).rejects.toBeInstanceOf(WorkCancelled);
  });

  it("an observer's failure is its own, not a training's", async () => {
    const observer = { onTraining: () => Promise.reject(new Error('disk full')), onTicket: () => undefined, onEvaluated: () => undefined };
    const failure: unknown = await runExperiment(plan, new FakeWork(), observer).catch((reason: unknown) => reason);
    expect(failure).not.toBeInstanceOf(TrainingFailed);
    expect(failure).toMatchObject({ message: 'disk full' });
  });
});

describe('the ticket is ordered before its controls', () => {
  it('so that a pool of one worker trains the longest chain first', async () => {
    const work = new FakeWork();
    await run(work);
    const roles = [...work.orders.keys()];
    expect(roles.indexOf('trial-1/round-01/ticket')).toBeLessThan(roles.indexOf('trial-1/round-01/random-reinit-1'));
    expect(remainingCount(work.order('trial-1/round-01/ticket').mask ?? new Map())).toBe(3010);
  });
});

describe('strategies', () => {
  const orders = async (change: ConfigInput): Promise<FakeWork> => {
    const work = new FakeWork();
    await run(work, experimentPlan({ config: config({ ...input, ...change }), dataset: blank, numerics: 1 }));
    return work;
  };

  it('late rewinding: tickets start at k with the dense weights of k; controls at 0 with initial weights', async () => {
    const work = await orders({ rewind: { iteration: 3 } });
    expect(work.order('trial-1/round-00/ticket').spec).toMatchObject({ snapshots: [3] });
    expect(work.order('trial-1/round-00/ticket').spec.startIteration).toBeUndefined();
    const ticket = work.order('trial-1/round-02/ticket');
    expect(ticket.spec).toMatchObject({ startIteration: 3, snapshots: [], iterations: 5 });
    expect(ticket.weights).toEqual(rewind(initialWeights(small, 'iteration 3 of trial-1/round-00/ticket'), ticket.mask ?? new Map()));
    const control = work.order('trial-1/round-02/random-mask-1');
    expect(control.spec.startIteration).toBeUndefined();
    expect(control.weights).toEqual(rewind(initialWeights(small, roleSeed(1, 1, 'initial-weights')), control.mask ?? new Map()));
  });

  it('none: each ticket continues the one before', async () => {
    const work = await orders({ rewind: 'none' });
    const ticket = work.order('trial-1/round-02/ticket');
    expect(ticket.weights).toEqual(rewind(initialWeights(small, 'trained trial-1/round-01/ticket'), ticket.mask ?? new Map()));
    expect(ticket.optimizerState?.betaProducts).toEqual([0.5, 0.25]);
    expect(work.order('trial-1/round-02/random-reinit-1').optimizerState).toBeUndefined();
  });

  it('one-shot: every ticket is pruned from the dense training, and none waits for another', async () => {
    const work = await orders({
      pruning: { schedule: 'one-shot', sizes: [0.5, 0.2] },
      controls: { randomReinit: 0, randomMask: 0 },
      trials: 1,
    });
    expect([...work.orders.keys()]).toEqual(['trial-1/round-00/ticket', 'trial-1/round-01/ticket', 'trial-1/round-02/ticket']);
    const masks = [1, 2].map((round) => work.order(`trial-1/round-0${round}/ticket`).mask ?? new Map());
    expect(masks.map(remainingCount)).toEqual([1850, 740]);
    expect(isSubset(masks[1] ?? new Map(), masks[0] ?? new Map())).toBe(true);
    const failing = new FakeWork((role) => (role.includes('round-01') ? new Error('diverged') : null));
    await expect(
      run(
        failing,
        experimentPlan({ config: config({ ...input, pruning: { schedule: 'one-shot', sizes: [0.5, 0.2] } }), dataset: blank, numerics: 1 }),
      ),
    ).rejects.toThrow();
    expect(failing.orders.has('trial-1/round-02/ticket')).toBe(true);
  });
});
