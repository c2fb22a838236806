import { describe, expect, test } from 'vitest';
import { check, problems } from '../checking.ts';

describe('pruning: what cannot be is a Problem at its place', () => {
  test.each([
    [
      '{ "pruning": { "rates": { "global": 0.3 } } }',
      '"global"',
      'rates.global is the rate of the scope "global"; with the scope "layer" give the rates by kind of layer or by layer.',
    ],
    [
      '{ "pruning": { "scope": "global", "rates": { "global": 0 } } }',
      '0',
      'With these rates nothing would ever be pruned: a rate is the share pruned in each round, for example 0.2.',
    ],
    [
      '{ "pruning": { "scope": "global", "rates": { "dense": 0, "output": 0 } } }',
      '0',
      'With these rates nothing would ever be pruned: a rate is the share pruned in each round, for example 0.2.',
    ],
    [
      '{ "pruning": { "sizes": [0.5] } }',
      '"sizes"',
      'sizes are those of the schedule "one-shot"; how much iterative rounds leave follows from rounds and rates.',
    ],
    [
      '{ "pruning": { "schedule": "one-shot", "sizes": [0.5, 0.2, 0.3] } }',
      '0.3',
      'Each size must be smaller than the one before: 0.3 follows 0.2.',
    ],
    [
      '{ "pruning": { "schedule": "one-shot", "sizes": [50] } }',
      '50',
      'This must be a share above 0 and below 1, not 50. Did you mean 0.5?',
    ],
    [
      '{ "pruning": { "schedule": "one-shot", "sizes": [1, 0.5] } }',
      '1',
      'This must be a share above 0 and below 1, not 1. 1 would be the dense network, which is round 0.',
    ],
    [
      '{ "network": { "layers": [{ "name": "global", "units": 10 }] } }',
      '"global"',
      'A layer cannot be called "global": in pruning.rates that word means all layers together.',
    ],
  ])('%s', (text, place, message) => {
    expect(problems(text)).toEqual([[place, message]]);
    expect(check(text).config).toBeNull();
  });

  test.each([
    [
      '{ "rewind": { "iteration": 4000 } }',
      '4000',
      'rewind.iteration must be below 4,000, the iterations of a training, or nothing is left to train.',
    ],
    ['{ "rewind": { "iteration": 0 } }', '0', 'iteration must be a whole number from 1 to 10,000,000, not 0.'],
    [
      '{ "pruning": { "criterion": "snip" }, "rewind": "none" }',
      '"none"',
      'The criterion "snip" scores the initial weights, so these are what must be trained: rewind must be "initial".',
    ],
    [
      '{ "pruning": { "criterion": "grasp", "samples": 55001 } }',
      '55001',
      'samples must be at most 55,000, the images that validation leaves.',
    ],
    [
      '{ "pruning": { "criterion": "channel-scale", "scope": "global" } }',
      '"channel-scale"',
      'The criterion "channel-scale" ranks channels by the scales of their batch normalisations, and this network has none: put { "kind": "batch-normalization" } after its convolutions, or choose "magnitude".',
    ],
    [
      '{ "pruning": { "criterion": "channel-scale", "scope": "global" }, "network": { "model": "model.json" } }',
      '"channel-scale"',
      'The criterion "channel-scale" ranks channels by the scales of their batch normalisations, and a model file does not say which belong together: describe it by "layers".',
    ],
    [
      '{ "pruning": { "criterion": "channel-scale" }, "network": "resnet-20", "dataset": "cifar-10" }',
      '"channel-scale"',
      'The criterion "channel-scale" compares the channels of all layers with each other: scope must be "global".',
    ],
    [
      '{ "pruning": { "layerBudget": "erk" } }',
      '"layerBudget"',
      'layerBudget belongs to criteria that look at no training, such as "random" or "snip"; "magnitude" prunes trained weights by "rates".',
    ],
    [
      '{ "pruning": { "layerBudget": "uniform", "criterion": "random", "scope": "global" } }',
      '"layerBudget"',
      'layerBudget gives every layer a size of its own; with the scope "global" all layers are compared with each other.',
    ],
    [
      '{ "initialisation": { "distribution": "he-uniform", "truncated": true } }',
      'true',
      'truncated cuts the tails of a normal distribution, and "he-uniform" has none.',
    ],
    [
      '{ "network": { "model": "model.json" }, "pruning": { "criterion": "grasp" } }',
      '"grasp"',
      'The criterion "grasp" needs second derivatives, which a model file does not have: use "snip" or "synflow", or describe the network by "layers".',
    ],
    [
      '{ "pruning": { "criterion": "synflow", "earlyBird": {} } }',
      '"earlyBird"',
      'earlyBird watches masks settle during training, and the criterion "synflow" does not look at trained weights.',
    ],
    [
      '{ "instability": {}, "pruning": { "earlyBird": { "stop": true } } }',
      '"stop"',
      'instability compares whole trainings, and earlyBird.stop ends them early: leave out one of the two.',
    ],
    [
      '{ "training": { "iterations": 4579 }, "pruning": { "earlyBird": { "window": 5 } } }',
      '4579',
      'earlyBird compares the masks of 5 epochs of 916 iterations: training.iterations must be at least 4,580, not 4,579.',
    ],
    ['{ "rewind": { "iterations": 5 } }', '"iterations"', 'There is no key "iterations" in rewind; did you mean training.iterations?'],
  ])('%s', (text, place, message) => {
    expect(problems(text)).toContainEqual([place, message]);
    expect(check(text).config).toBeNull();
  });

  test('a strategy that is misspelt', () => {
    expect(problems('{ "rewind": "initail" }')[0]?.[0]).toBe('"initail"');
  });

  test('a criterion that is misspelt', () => {
    const [[place, message] = []] = problems('{ "pruning": { "criterion": "larg-init" } }');
    expect(place).toBe('"larg-init"');
    expect(message).toMatch(/Did you mean "large-init"\?$/);
  });

  test("a layer's own rate beside a global one is a warning", () => {
    const text = '{ "pruning": { "scope": "global", "rates": { "global": 0.3, "fc1": 0.5, "output": 0 } } }';
    expect(problems(text).map(([place]) => place)).toEqual(['0.5']);
    expect(check(text).config?.pruning.rates).toMatchObject({ global: 0.3, fc1: 0.5, output: 0, dense: 0.2 });
  });

  test.each([
    '{ "pruning": { "scope": "global" } }',
    '{ "pruning": { "scope": "global", "rates": { "global": 0.8, "fc2": 0 } } }',
    '{ "pruning": { "schedule": "one-shot" } }',
    '{ "pruning": { "schedule": "one-shot", "sizes": [0.999, 0.0001], "scope": "global", "criterion": "movement" } }',
    '{ "extends": "paper/lenet-300-100-oneshot" }',
    '{ "rewind": "learning-rate" }',
    '{ "rewind": { "iteration": 3999 } }',
  ])('no Problem: %s', (text) => {
    expect(problems(text)).toEqual([]);
  });
});
