/** The weights that an experiment holds at the end of its pruning, while all its controls still wait: as many after twenty rounds as after five. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { runExperiment } from '../../../src/lottery/experiment.ts';
import { parseRole } from '../../../src/lottery/places/role.ts';
import { experimentPlan } from '../../../src/lottery/plan/plan.ts';
import type { Evaluated, EvaluateRequest, Trained, TrainRequest } from '../../../src/lottery/work.ts';
import type { ConfigInput } from '../../../src/shared/config/schema/schema.ts';
import type { Mask, Weights } from '../../../src/shared/tensors/tensors.ts';
import { FakeWork, Notes } from './fake-work.ts';
import { blank, config } from './fixtures.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const atOnce = 1;

/** Trains tickets before controls, as the pool does, and counts what is still held when the last ticket is requested. */
class TicketsFirst extends FakeWork {
  /** Sets of weights and masks. */
  held = { weights: NaN, masks: NaN };
  private readonly weights: WeakRef<Weights>[] = [];
  private readonly masks: WeakRef<Mask>[] = [];
  private readonly ticketsDone: Promise<void>;
  private end: () => void = () => undefined;

  constructor(private readonly last: string) {
    super(() => null, atOnce);
    this.ticketsDone = new Promise((resolve) => (this.end = resolve));
  }

  override async train(request: TrainRequest): Promise<Trained> {
    const { role } = request;
    this.watch(request);
    if (role === this.last) await this.count();
    if (parseRole(role)?.series !== 'ticket') await this.ticketsDone;
    const trained = await super.train(request);
    this.orders.delete(role);
    const weights = await trained.finalWeights();
    this.weights.push(new WeakRef(weights));
    return { ...trained, finalWeights: () => Promise.resolve(weights) };
  }

  override async evaluate(request: EvaluateRequest): Promise<Evaluated> {
    const evaluated = await super.evaluate(request);
    this.evaluations.delete(request.role);
    return evaluated;
  }

  private watch({ weights, mask }: TrainRequest): void {
    this.weights.push(new WeakRef(weights));
    if (mask) this.masks.push(new WeakRef(mask));
  }

  private async count(): Promise<void> {
    for (let turn = 0; turn < 3; turn++) {
      await nextTurn();
      collect();
    }
    const alive = (refs: readonly WeakRef<object>[]): number => new Set(refs.map((ref) => ref.deref())).size - 1;
    this.held = { weights: alive(this.weights), masks: alive(this.masks) };
    this.end();
  }
}

async function heldAfter(rounds: number, more: ConfigInput): Promise<TicketsFirst['held']> {
  const training = { validationSize: 20, batchSize: 20, iterations: 5 };
  const all = config({ dataset: { kind: 'idx', folder: 'x' }, network: { layers: [{ units: 50 }, { units: 10 }] }, training, ...more });
  const settings = { ...all, pruning: { ...all.pruning, rounds } };
  const work = new TicketsFirst(`trial-1/round-${String(rounds).padStart(2, '0')}/ticket`);
  const notes = new Notes();
  // Notes would keep what they are told.
  const observer = { onTraining: () => undefined, onTicket: () => undefined, onEvaluated: notes.onEvaluated.bind(notes) };
  await runExperiment(experimentPlan({ config: settings, dataset: blank, numerics: 1 }), work, observer);
  return work.held;
}

describe.each([
  ['controls of the paper', { controls: { randomReinit: 2, randomMask: 2 } }],
  ['other controls', { controls: { randomReinit: 0, randomMask: 0, noise1: 1, shuffledWeights: 1, globalRandomMask: 1 } }],
  ['trained weights rewound', { rewind: 'learning-rate', controls: { randomReinit: 1, randomMask: 1 } }],
  ['a transfer', { controls: { randomReinit: 0, randomMask: 0 }, transfer: { training: { learningRate: 0.1 }, randomReinit: 1 } }],
] as const)('with %s', (_, more) => {
  it('weights are those of the tickets at work and of the controls whose turn it is', async () => {
    const [few, many] = [await heldAfter(5, more), await heldAfter(20, more)];
    // What has just been used may be collected a moment later.
    expect(many.weights).toBeLessThanOrEqual(few.weights + 2);
    // Initial weights, those of this round and the one before, and of the controls.
    expect(many.weights).toBeLessThan(8 + 2 * 2 * atOnce);
    expect(many.masks).toBeGreaterThan(0);
  });
});
