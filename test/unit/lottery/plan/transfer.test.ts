import { describe, expect, it } from 'vitest';
import { experimentPlan } from '../../../../src/lottery/plan/plan.ts';
import { plannedRoles } from '../../../../src/lottery/plan/planned.ts';
import type { ConfigInput } from '../../../../src/shared/config/schema/schema.ts';
import { hashOf } from '../../../../src/shared/specs/hash.ts';
import { problems } from '../../shared/config/checking.ts';
import { blank, config } from '../fixtures.ts';

const base = {
  network: { layers: [{ units: 10 }] },
  training: { validationSize: 20, batchSize: 20, iterations: 5 },
  pruning: { rounds: 3 },
  controls: { randomReinit: 0, randomMask: 0 },
} as const satisfies ConfigInput;

describe('transfer', () => {
  it('takes the dense network, the named rounds and a reinitialisation of each', () => {
    expect(plannedRoles(config({ ...base, transfer: { training: { optimizer: 'sgd' }, rounds: [2] } }))).toEqual([
      'trial-1/round-00/ticket',
      'trial-1/round-00/transfer-1',
      'trial-1/round-01/ticket',
      'trial-1/round-02/ticket',
      'trial-1/round-02/transfer-1',
      'trial-1/round-02/transfer-reinit-1',
      'trial-1/round-03/ticket',
    ]);
  });

  it('changes what it names and nothing else', () => {
    const settings = config({ ...base, transfer: { dataset: 'mnist', training: { optimizer: 'sgd', learningRate: 0.1 } } });
    const there = { ...blank, fingerprint: 'e'.repeat(64) };
    const plan = experimentPlan({ config: settings, dataset: blank, numerics: 1, transferDataset: there });
    const { optimizer, dataset, ...rest } = plan.transferDraft?.(1) ?? plan.specDraft(2);
    const own = plan.specDraft(1);
    expect(optimizer).toEqual({ name: 'sgd', learningRate: 0.1, momentum: 0, weightDecay: 0 });
    expect(dataset.fingerprint).toBe(there.fingerprint);
    expect(rest).toEqual({ ...rest, splitSeed: own.splitSeed, dataOrderSeed: own.dataOrderSeed, iterations: 5, batchSize: 20 });
    // The experiment's own trainings are what they were without it.
    expect(hashOf(own)).toBe(hashOf(experimentPlan({ config: config(base), dataset: blank, numerics: 1 }).specDraft(1)));
    expect(experimentPlan({ config: config(base), dataset: blank, numerics: 1 }).transferDraft).toBeUndefined();
  });

  it('refuses data that the network cannot take', () => {
    const settings = config({ ...base, transfer: { dataset: 'mnist' } });
    const wide = { ...blank, train: { ...blank.train, sampleShape: [3, 8, 8] } };
    expect(() => experimentPlan({ config: settings, dataset: blank, numerics: 1, transferDataset: wide })).toThrow(
      'its samples are 3 x 8 x 8, those of "dataset" 1 x 8 x 8',
    );
    expect(() => experimentPlan({ config: settings, dataset: blank, numerics: 1, transferDataset: { ...blank, classes: 26 } })).toThrow(
      'it has 26 classes',
    );
  });

  it('is refused at its innermost key', () => {
    expect(problems('{ "transfer": {} }')).toEqual([['{}', expect.stringContaining('transfer needs a "dataset"')]]);
    expect(problems('{ "transfer": { "training": { "learningrate": 1 } } }')).toEqual([
      ['"learningrate"', expect.stringContaining('did you mean transfer.training.learningRate?')],
    ]);
    expect(problems('{ "transfer": { "dataset": { "kind": "idx" } } }')).toEqual([
      ['{ "kind": "idx" }', expect.stringContaining('needs "folder"')],
    ]);
    expect(problems('{ "transfer": { "dataset": "mnist", "rounds": [10] } }')).toEqual([
      ['10', expect.stringContaining('There is no round 10')],
    ]);
    expect(problems('{ "transfer": { "dataset": { "kind": "idx", "folders": "x" } } }')[0]?.[0]).toBe('"folders"');
  });
});
