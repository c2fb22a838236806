import { describe, expect, it } from 'vitest';
import { parseRole, rolePath } from '../../../../src/lottery/places/role.ts';
import { experimentPlan } from '../../../../src/lottery/plan/plan.ts';
import { plannedRoles, plannedRounds } from '../../../../src/lottery/plan/planned.ts';
import { plannedTrainings } from '../../../../src/shared/config/facts/planned-trainings.ts';
import { outputUnits, resolveNetwork } from '../../../../src/lottery/plan/resolve-network.ts';
import type { ConfigInput } from '../../../../src/shared/config/schema/schema.ts';
import { blank, config, lenet } from '../fixtures.ts';

const dense = (units: number, more: object = {}) => ({ kind: 'dense' as const, units, ...more });

describe('resolveNetwork', () => {
  it("LeNet-300-100 is the paper's", () => {
    expect(lenet.layers).toEqual([
      { kind: 'dense', name: 'fc1', inputs: 784, outputs: 300, activation: 'relu' },
      { kind: 'dense', name: 'fc2', inputs: 300, outputs: 100, activation: 'relu' },
      { kind: 'dense', name: 'fc3', inputs: 100, outputs: 10, activation: 'none' },
    ]);
    expect(lenet).toMatchObject({ classes: 10, inputShape: [1, 28, 28] });
    expect([outputUnits('lenet-300-100'), outputUnits({ layers: [dense(7)] })]).toEqual([10, 7]);
  });

  it('keeps names and activations that are given', () => {
    const { layers } = resolveNetwork({ layers: [dense(5, { name: 'first', activation: 'none' }), dense(3)] }, [4], 3);
    expect(layers.map((layer) => layer.kind === 'dense' && [layer.name, layer.activation, layer.inputs])).toEqual([
      ['first', 'none', 4],
      ['fc2', 'none', 5],
    ]);
  });

  it.each([
    [[dense(9)], 'has 9 units, the data set 10 classes'],
    [[dense(10, { activation: 'relu' })], 'must be "none"'],
    [[dense(5, { name: 'fc2' }), dense(10)], 'two layers are called "fc2"'],
    [[], 'at least one layer'],
  ])('refuses what cannot work', (layers, message) => {
    expect(() => resolveNetwork({ layers }, [4], 10)).toThrow(message);
  });
});

describe('experimentPlan', () => {
  const small = {
    dataset: { kind: 'idx', folder: 'x' },
    network: { layers: [{ units: 50 }, { units: 10 }] },
    training: { validationSize: 20, batchSize: 20 },
  } as const satisfies ConfigInput;

  it.each([{ flip: true }, { crop: 2 }])('N019: a table is neither mirrored nor shifted: %j', (augmentation) => {
    const table = { ...blank, train: { ...blank.train, sampleShape: [64] } };
    const augmented = config({ ...small, training: { ...small.training, augmentation } });
    expect(() => experimentPlan({ config: augmented, dataset: table, numerics: 1 })).toThrow(
      'training.augmentation: expected images, found a table of 64 columns',
    );
    expect(experimentPlan({ config: augmented, dataset: blank, numerics: 1 }).specDraft(1).augmentation).toMatchObject(augmentation);
  });

  it('N019: layers of images that are given a table say how it becomes images', () => {
    const table = { ...blank, train: { ...blank.train, sampleShape: [64] } };
    const images = config({ ...small, network: { layers: [{ kind: 'convolution', filters: 2 }, { kind: 'flatten' }, { units: 10 }] } });
    expect(() => experimentPlan({ config: images, dataset: table, numerics: 1 })).toThrow(
      'network: "conv1" (convolution) needs an image, channels x height x width, but is given 64 values; a table becomes images by dataset.shape.',
    );
  });

  it('images have no features of their own', () => {
    const dataset = { ...small.dataset, normalization: 'per-feature' } as const;
    expect(() => experimentPlan({ config: config({ ...small, dataset }), dataset: blank, numerics: 1 })).toThrow(
      'dataset.normalization: "per-feature" is for tables, found images of 1 x 8 x 8; leave it out',
    );
    const table = { ...blank, train: { ...blank.train, sampleShape: [64] } };
    const plan = experimentPlan({ config: config({ ...small, dataset }), dataset: table, numerics: 1 });
    expect(plan.specDraft(1).normalization).toEqual({ kind: 'per-feature' });
  });

  it('holds nothing of a schedule or of Nesterov momentum that the config does not ask for', () => {
    const drafted = (training: ConfigInput['training']) =>
      experimentPlan({ config: config({ ...small, training: { ...small.training, ...training } }), dataset: blank, numerics: 1 }).specDraft(
        1,
      );
    expect(drafted({})).not.toHaveProperty('learningRateSchedule');
    expect(drafted({ schedule: [{ after: 9, factor: 0.1 }] }).learningRateSchedule).toEqual({
      warmup: 0,
      steps: [{ after: 9, factor: 0.1 }],
    });
    expect(drafted({ optimizer: 'momentum' }).optimizer).toEqual({ name: 'momentum', learningRate: 0.0012, momentum: 0.9, weightDecay: 0 });
    expect(drafted({ nesterov: true }).optimizer).not.toHaveProperty('nesterov');
    expect(drafted({ optimizer: 'momentum', nesterov: true }).optimizer.nesterov).toBe(true);
    const named = drafted({ schedule: 'one-cycle' });
    expect(named.learningRateSchedule?.annealing).toMatchObject({ kind: 'one-cycle', iterations: 4000, rise: 0.3, start: 0.04 });
    expect(drafted({ schedule: { kind: 'one-cycle' } })).toEqual(named);
  });

  it('drafts the same spec for all trainings of a trial', () => {
    const plan = experimentPlan({ config: config({ ...small, seed: 0, trials: 2 }), dataset: blank, numerics: 7 });
    expect(plan.specDraft(1)).toMatchObject({
      numerics: 7,
      validationSize: 20,
      dataset: { fingerprint: blank.fingerprint },
      normalization: { kind: 'training-part' },
      splitSeed: 'seed-0/trial-1/split',
      dataOrderSeed: 'seed-0/trial-1/data-order',
      optimizer: { name: 'adam', momentum: 0 },
      snapshots: [],
    });
    expect(plan.specDraft(1)).toEqual(plan.specDraft(1));
    expect(plan.specDraft(2).splitSeed).not.toBe(plan.specDraft(1).splitSeed);
    expect(plan).toMatchObject({ seed: 0, trials: 2, rounds: 9, controls: { randomReinit: 1, randomMask: 1 } });
  });

  it('refuses sizes that do not fit the data', () => {
    expect(() => experimentPlan({ config: config({ ...small, training: { validationSize: 200 } }), dataset: blank, numerics: 1 })).toThrow(
      'expected at most 199',
    );
    expect(() =>
      experimentPlan({ config: config({ ...small, training: { validationSize: 150, batchSize: 51 } }), dataset: blank, numerics: 1 }),
    ).toThrow('the 50 samples left');
  });
});

describe('what is planned', () => {
  const counts = config({ trials: 2, pruning: { rounds: 3 }, controls: { randomReinit: 2, randomMask: 1 } });

  it('trainings and their roles', () => {
    const roles = plannedRoles(counts);
    expect(plannedTrainings(counts)).toBe(26);
    expect(roles).toHaveLength(26);
    expect(new Set(roles).size).toBe(26);
    expect(roles.slice(0, 5)).toEqual([
      'trial-1/round-00/ticket',
      'trial-1/round-01/ticket',
      'trial-1/round-01/random-reinit-1',
      'trial-1/round-01/random-reinit-2',
      'trial-1/round-01/random-mask-1',
    ]);
    for (const role of roles) expect(rolePath(parseRole(role) ?? { trial: 0, round: 0, series: 'ticket', replicate: 0 })).toBe(role);
  });

  it('only roles are roles', () => {
    for (const text of [
      '',
      'trial-1',
      'trial-1/round-1/ticket',
      'trial-1/round-01/ticket-1',
      'trial-1/round-01/random-mask',
      '../trial-1/round-01/ticket',
    ])
      expect(parseRole(text)).toBeNull();
    expect(parseRole('trial-12/round-103/random-mask-2')).toEqual({ trial: 12, round: 103, series: 'randomMask', replicate: 2 });
  });

  it("weights remaining, the paper's axis", () => {
    expect(plannedRounds(lenet, counts.pruning).map(({ remaining }) => (100 * remaining).toFixed(3))).toEqual([
      '100.000',
      '80.038',
      '64.064',
      '51.281',
    ]);
  });
});
