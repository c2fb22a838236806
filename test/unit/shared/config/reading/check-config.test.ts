import { describe, expect, test } from 'vitest';
import { check, problems } from '../checking.ts';

describe('parsing', () => {
  test('comments, trailing commas and a byte order mark are accepted', () => {
    const text = '\uFEFF// first\n{ "seed": 7, /* x */ "network": "lenet-300-100", }';
    const { config, problems: found } = check(text);
    expect(found).toEqual([]);
    expect(config).toMatchObject({ seed: 7 });
  });
  test('a byte order mark moves no range', () => {
    expect(problems('\uFEFF{ "seeed": 7 }')).toEqual([['"seeed"', 'There is no key "seeed" here; did you mean seed?']]);
  });
  test.each(['', ' \n', '// only a comment'])('an empty file is a Problem: %j', (text) => {
    expect(check(text)).toMatchObject({
      config: null,
      problems: [{ offset: 0, length: text.length, message: 'This file is empty. Write {} to begin with: everything has a default.' }],
    });
  });
  test('a missing comma is where the next key begins', () => {
    expect(problems('{ "seed": 7 "trials": 2 }')).toEqual([['"trials"', 'A comma is missing before this.']]);
  });
  test('a key given twice', () => {
    expect(problems('{ "seed": 7, "seed": 8 }')).toEqual([['"seed"', '"seed" is given twice; keep one of the two.']]);
    expect(check('{ "seed": 7, "seed": 8 }').problems[0]?.offset).toBe(13);
  });
  test.each(['[]', '7', 'null', '"x"'])('a config is an object: %s', (text) => {
    expect(problems(text)).toEqual([[text, 'A config must be an object: { ... }.']]);
  });
  test('nesting without end is refused, not a stack overflow', () => {
    expect(problems('['.repeat(200_000))[0]?.[1]).toBe('Nested too deeply for a config.');
  });
});

describe('defaults', () => {
  test('of {} are the documented ones', () => {
    expect(check('{}').config).toEqual({
      dataset: 'mnist',
      network: 'lenet-300-100',
      training: {
        optimizer: 'adam',
        learningRate: 0.0012,
        schedule: [],
        warmup: 0,
        momentum: 0.9,
        nesterov: false,
        weightDecay: 0,
        batchSize: 60,
        iterations: 4000,
        evaluateEvery: 100,
        validationSize: 5000,
        augmentation: { flip: false, crop: 0 },
        testEvaluation: 'every',
        trainingEvaluation: 'end',
      },
      pruning: {
        criterion: 'magnitude',
        scope: 'layer',
        schedule: 'iterative',
        rounds: 9,
        samples: 100,
        rates: { dense: 0.2, output: 0.1, convolution: 0.1 },
      },
      rewind: 'initial',
      controls: { randomReinit: 1, randomMask: 1 },
      trials: 1,
      seed: 1,
      engine: 'auto',
      backend: 'auto',
    });
  });
  test('$schema and extends are not part of the result', () => {
    expect(check('{ "$schema": "x", "extends": "quick/lenet-300-100" }').config).not.toHaveProperty('extends');
    expect(check('{ "$schema": "x" }').config).not.toHaveProperty('$schema');
  });
});

describe('unknown keys', () => {
  test.each([
    [
      '{ "training": { "learningrate": 1 } }',
      '"learningrate"',
      'There is no key "learningrate" in training; did you mean training.learningRate?',
    ],
    ['{ "learning_rate": 1 }', '"learning_rate"', 'There is no key "learning_rate" here; did you mean training.learningRate?'],
    ['{ "training": { "lr": 1 } }', '"lr"', 'There is no key "lr" in training; did you mean training.learningRate?'],
    ['{ "training": { "rounds": 1 } }', '"rounds"', 'There is no key "rounds" in training; did you mean pruning.rounds?'],
    ['{ "controls": { "randomMsak": 1 } }', '"randomMsak"', 'There is no key "randomMsak" in controls; did you mean controls.randomMask?'],
    [
      '{ "controls": { "zzzzz": 1 } }',
      '"zzzzz"',
      'There is no key "zzzzz" in controls. Possible: randomReinit, randomMask, survivorReinit, signReinit, constantSign, shuffledWeights, noiseHalf, noise1, noise2, noise3, globalRandomMask, dataOrder, union, intersection.',
    ],
    [
      '{ "network": { "layers": [{ "units": 9, "activations": 1 }, { "units": 10 }] } }',
      '"activations"',
      'There is no key "activations" in network.layers[]; did you mean network.layers[].activation?',
    ],
    [
      '{ "dataset": { "kind": "idx", "folder": "x", "trainimages": "y" } }',
      '"trainimages"',
      'There is no key "trainimages" in dataset; did you mean dataset.trainImages?',
    ],
    [
      '{ "__proto__": 1 }',
      '"__proto__"',
      'There is no key "__proto__" here. Possible: $schema, extends, name, dataset, network, initialisation, training, pruning, rewind, controls, transfer, instability, sweep, trials, seed, engine, backend.',
    ],
  ])('%s', (text, place, message) => {
    expect(problems(text)).toEqual([[place, message]]);
    expect(check(text).config).toBeNull();
  });
});

describe('wrong values', () => {
  test.each([
    [
      '{ "training": { "batchSize": "60" } }',
      '"60"',
      'batchSize must be a whole number from 1 to 65,536, not "60". Did you mean 60, without quotes?',
    ],
    ['{ "training": { "batchSize": 1.5 } }', '1.5', 'batchSize must be a whole number from 1 to 65,536, not 1.5.'],
    ['{ "training": { "learningRate": 0 } }', '0', 'learningRate must be a number above 0, not 0.'],
    [
      '{ "training": { "optimizer": "Adam" } }',
      '"Adam"',
      'optimizer must be "adam", "sgd" or "momentum", not "Adam". Did you mean "adam"?',
    ],
    ['{ "training": [] }', '[]', 'training must be an object: { ... }, not a list.'],
    ['{ "seed": -1 }', '-1', 'seed must be a whole number, 0 or more, not -1.'],
    ['{ "seed": 1e999 }', '1e999', 'seed must be a whole number, 0 or more, not Infinity. The largest is 9007199254740991.'],
    ['{ "name": 5 }', '5', 'name must be a text in double quotes, not 5.'],
    ['{ "pruning": { "rates": { "dense": 20 } } }', '20', 'dense must be a share from 0 to below 1, not 20. Did you mean 0.2?'],
    ['{ "pruning": { "rates": { "fc1": 1 } } }', '1', 'fc1 must be a share from 0 to below 1, not 1. 1 would prune everything.'],
    ['{ "pruning": { "rates": 0.2 } }', '0.2', 'rates must be an object: { ... }, not 0.2.'],
    [
      '{ "dataset": "minst" }',
      '"minst"',
      'dataset must be "mnist", "fashion-mnist", "cifar-10", "cifar-100" or an object: { ... }, not "minst". Did you mean "mnist"?',
    ],
    ['{ "dataset": 5 }', '5', 'dataset must be "mnist", "fashion-mnist", "cifar-10", "cifar-100" or an object: { ... }, not 5.'],
    [
      '{ "dataset": { "kind": "IDX", "folder": "x" } }',
      '"IDX"',
      'kind must be "idx", "cifar", "npz", "npy", "csv" or "images", not "IDX". Did you mean "idx"?',
    ],
    [
      '{ "network": "lenet" }',
      '"lenet"',
      'network must be "lenet-300-100", "conv-2", "conv-4", "conv-6", "conv-2-dropout", "conv-4-dropout", "conv-6-dropout", "resnet-20", "vgg-19" or an object: { ... }, not "lenet".',
    ],
    ['{ "network": { "layers": [] } }', '[]', 'layers must be a list: [ ... ], not an empty one.'],
    ['{ "network": { "layers": [{ "units": "x" }, { "units": 10 }] } }', '"x"', 'units must be a whole number from 1 to 65,536, not "x".'],
    [
      '{ "network": { "layers": [{ "name": "a" }, { "units": 10 }] } }',
      '{ "name": "a" }',
      'units is missing here: a whole number from 1 to 65,536.',
    ],
    [
      '{ "network": { "layers": [{ "units": 10, "name": "1 a" }] } }',
      '"1 a"',
      'name must be a letter followed by letters, digits, _ and -, not "1 a".',
    ],
    [
      '{ "training": { "validationSize": 0 } }',
      '0',
      'validationSize must be a whole number, 1 or more, not 0. Without validation images there is no early stop.',
    ],
  ])('%s', (text, place, message) => {
    expect(problems(text)).toEqual([[place, message]]);
    expect(check(text).config).toBeNull();
  });
  test('several at once come in the order of the text, with checks across the well-formed rest', () => {
    const found = problems('{ "sed": 1, "training": { "batchSize": 60001, "iterations": "x" } }');
    expect(found.map(([place]) => place)).toEqual(['"sed"', '60001', '"x"']);
  });
});
