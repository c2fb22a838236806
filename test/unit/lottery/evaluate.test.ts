/** Networks that are evaluated beside the trainings: which, with which weights, and on what. */
import { describe, expect, it } from 'vitest';
import { TrainingFailed } from '../../../src/lottery/failures.ts';
import { runExperiment } from '../../../src/lottery/experiment.ts';
import { roleSeed } from '../../../src/lottery/places/seeds.ts';
import { experimentPlan } from '../../../src/lottery/plan/plan.ts';
import { rewind } from '../../../src/lottery/rewind.ts';
import { initialWeights } from '../../../src/lottery/weights/initial-weights.ts';
import type { ConfigInput } from '../../../src/shared/config/schema/schema.ts';
import { fullMask } from '../../../src/lottery/masks/mask.ts';
import type { Mask, Weights } from '../../../src/shared/tensors/tensors.ts';
import { FakeWork, Notes } from './fake-work.ts';
import { blank, config, small } from './fixtures.ts';

const input = {
  dataset: { kind: 'idx', folder: 'x' },
  network: { layers: [{ units: 50 }, { units: 10 }] },
  training: { validationSize: 20, batchSize: 20, iterations: 5 },
  pruning: { rounds: 2 },
  controls: { randomReinit: 1, randomMask: 1 },
} as const satisfies ConfigInput;

const planOf = (change: ConfigInput) => experimentPlan({ config: config({ ...input, ...change }), dataset: blank, numerics: 1 });

async function carryOut(change: ConfigInput = {}, work = new FakeWork()): Promise<{ work: FakeWork; notes: Notes }> {
  const notes = new Notes();
  await runExperiment(planOf(change), work, notes);
  return { work, notes };
}

const initial = initialWeights(small, roleSeed(1, 1, 'initial-weights'));
const trained = (role: string): Weights => initialWeights(small, `trained ${role}`);
const maskOf = (work: FakeWork, role: string): Mask => work.order(role).mask ?? fullMask(small);
const evaluatedAt = (work: FakeWork, role: string): Weights | undefined => work.evaluations.get(role)?.weights[0];

describe('what is evaluated beside the trainings', async () => {
  const { work, notes } = await carryOut();

  it('every training before it begins, and every ticket pruned but not rewound', () => {
    const untrained = [...work.orders.keys()].map((role) => `${role}/untrained`);
    const pruned = ['trial-1/round-01/ticket/pruned', 'trial-1/round-02/ticket/pruned'];
    expect([...work.evaluations.keys()].toSorted()).toEqual([...untrained, ...pruned].toSorted());
    expect(notes.evaluated.map(({ role }) => role).toSorted()).toEqual([...work.evaluations.keys()].toSorted());
  });

  it('the pruned network has the trained weights of the one that was pruned, under the new mask', () => {
    const [first, second] = ['trial-1/round-01/ticket', 'trial-1/round-02/ticket'] as const;
    expect(evaluatedAt(work, `${first}/pruned`)).toEqual(rewind(trained('trial-1/round-00/ticket'), maskOf(work, first)));
    expect(evaluatedAt(work, `${second}/pruned`)).toEqual(rewind(trained(first), maskOf(work, second)));
  });

  it('an untrained network has the weights that its training starts from', () => {
    for (const [role, { weights }] of work.orders) expect(evaluatedAt(work, `${role}/untrained`)).toEqual(weights);
    expect(evaluatedAt(work, 'trial-1/round-00/ticket/untrained')).toEqual(initial);
    expect(evaluatedAt(work, 'trial-1/round-02/ticket/untrained')).toEqual(rewind(initial, maskOf(work, 'trial-1/round-02/ticket')));
  });

  it('on the validation part and the test set of its trial', () => {
    const { splitSeed, validationSize, dataset } = work.order('trial-1/round-00/ticket').spec;
    for (const { spec } of work.evaluations.values())
      expect(spec).toMatchObject({ operation: 'evaluate', part: 'held-out', splitSeed, validationSize, dataset });
  });
});

describe('variants', () => {
  it('late rewinding: the untrained ticket has the weights of that iteration', async () => {
    const { work } = await carryOut({ rewind: { iteration: 3 } });
    const ticket = 'trial-1/round-02/ticket';
    const rewound = initialWeights(small, 'iteration 3 of trial-1/round-00/ticket');
    expect(evaluatedAt(work, `${ticket}/untrained`)).toEqual(rewind(rewound, maskOf(work, ticket)));
    expect(evaluatedAt(work, `${ticket}/pruned`)).toEqual(rewind(trained('trial-1/round-01/ticket'), maskOf(work, ticket)));
  });

  it.each(['learning-rate', 'none'] as const)('%s: the untrained ticket is the pruned network', async (strategy) => {
    const { work } = await carryOut({ rewind: strategy });
    const ticket = 'trial-1/round-02/ticket';
    expect(evaluatedAt(work, `${ticket}/untrained`)).toEqual(evaluatedAt(work, `${ticket}/pruned`));
  });

  it('one-shot: every pruned network comes from the dense training', async () => {
    const { work } = await carryOut({ pruning: { schedule: 'one-shot', sizes: [0.5, 0.2] } });
    for (const ticket of ['trial-1/round-01/ticket', 'trial-1/round-02/ticket'])
      expect(evaluatedAt(work, `${ticket}/pruned`)).toEqual(rewind(trained('trial-1/round-00/ticket'), maskOf(work, ticket)));
  });

  it('Early-Bird: the pruned network has the weights that the mask was drawn from', async () => {
    const settings = { pruning: { rounds: 1, earlyBird: { window: 2, threshold: 0.9 } }, training: { ...input.training, iterations: 60 } };
    const { work, notes } = await carryOut(settings);
    const ticket = 'trial-1/round-01/ticket';
    expect(notes.tickets[0]?.earlyBird).toMatchObject({ epoch: 2, iteration: 18 });
    const drawnFrom = initialWeights(small, 'iteration 18 of trial-1/round-00/ticket');
    expect(evaluatedAt(work, `${ticket}/pruned`)).toEqual(rewind(drawnFrom, maskOf(work, ticket)));
  });

  it('another data order begins with the weights of the ticket, which are evaluated once', async () => {
    const { work } = await carryOut({ controls: { randomReinit: 0, randomMask: 0, dataOrder: 1 } });
    expect(work.orders.has('trial-1/round-01/data-order-1')).toBe(true);
    expect([...work.evaluations.keys()].filter((role) => role.includes('data-order'))).toEqual([]);
  });

  it('a transferred ticket is evaluated with the split that it is trained on', async () => {
    const { work } = await carryOut({ transfer: { training: { validationSize: 30 } } });
    expect(work.evaluations.get('trial-1/round-01/transfer-1/untrained')?.spec).toMatchObject({ validationSize: 30 });
    expect(work.evaluations.get('trial-1/round-01/ticket/untrained')?.spec).toMatchObject({ validationSize: 20 });
  });

  it('an evaluation that fails is reported by its role, and stops no training', async () => {
    const failed = 'trial-1/round-01/ticket/pruned';
    const work = new FakeWork((role) => (role === failed ? new Error('the loss is not finite') : null));
    const failure: unknown = await carryOut({}, work).catch((reason: unknown) => reason);
    expect(failure).toBeInstanceOf(TrainingFailed);
    expect(failure).toMatchObject({ role: failed, message: `${failed}: the loss is not finite` });
    expect(work.orders.size).toBe(7);
  });
});
