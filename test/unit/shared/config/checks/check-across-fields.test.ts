import { describe, expect, test } from 'vitest';
import { check, problems } from '../checking.ts';

describe('checks across fields', () => {
  test.each([
    [
      '{ "training": { "batchSize": 55001 } }',
      '55001',
      'batchSize must be at most 55,000: 60,000 training images less 5,000 for validation.',
    ],
    [
      '{ "training": { "validationSize": 59990 } }',
      '59990',
      'batchSize must be at most 10: 60,000 training images less 59,990 for validation.',
    ],
    [
      '{ "training": { "validationSize": 60000 } }',
      '60000',
      'validationSize must be below 60,000, the number of training images, or nothing is left to train on.',
    ],
    ['{ "network": { "layers": [{ "units": 9 }] } }', '9', 'The last layer must have 10 units, one for each class of mnist.'],
    [
      '{ "network": { "layers": [{ "units": 10, "activation": "relu" }] } }',
      '"relu"',
      'The last layer must have the activation "none": its outputs go into the softmax of the loss.',
    ],
    ['{ "network": { "layers": [{ "name": "a", "units": 5 }, { "name": "a", "units": 10 }] } }', '"a"', 'Layer 1 is already called "a".'],
    [
      '{ "network": { "layers": [{ "name": "fc2", "units": 5 }, { "units": 10 }] } }',
      '{ "units": 10 }',
      'Layer 1 is already called "fc2".',
    ],
    [
      '{ "network": { "layers": [{ "name": "output", "units": 10 }] } }',
      '"output"',
      'A layer cannot be called "output": in pruning.rates that word means a kind of layer.',
    ],
    [
      '{ "pruning": { "rates": { "fc4": 0.1 } } }',
      '"fc4"',
      'The network has no layer "fc4"; did you mean "fc1"? Layers: fc1, fc2, fc3. Kinds: dense, output, convolution.',
    ],
    [
      '{ "pruning": { "rates": { "conv": 0.1 } } }',
      '"conv"',
      'The network has no layer "conv". Layers: fc1, fc2, fc3. Kinds: dense, output, convolution.',
    ],
    [
      '{ "pruning": { "rates": { "output": 0, "dense": 0 } } }',
      '0',
      'With these rates nothing would ever be pruned: a rate is the share pruned in each round, for example 0.2.',
    ],
    [
      '{ "dataset": { "kind": "idx" } }',
      '{ "kind": "idx" }',
      'An idx data set needs "folder", or all four of trainImages, trainLabels, testImages, testLabels.',
    ],
    [
      '{ "dataset": { "kind": "idx", "trainImages": "a", "testImages": "b" } }',
      '{ "kind": "idx", "trainImages": "a", "testImages": "b" }',
      'An idx data set needs "folder", or all four of trainImages, trainLabels, testImages, testLabels: trainLabels, testLabels missing.',
    ],
  ])('%s', (text, place, message) => {
    expect(problems(text)).toEqual([[place, message]]);
    expect(check(text).config).toBeNull();
  });
  test('more outputs than labels are advice at their place, with a fix', () => {
    const dataset = '"dataset": { "kind": "csv", "train": "a.csv", "test": "a.csv" }';
    const small = '"training": { "validationSize": 10, "batchSize": 10 }';
    const known = { trainImages: 200, classes: 3, sampleShape: [4] };
    const text = `{ ${dataset}, ${small}, "network": { "layers": [{ "units": 10 }] } }`;
    const { config, problems: found } = check(text, {}, known);
    expect(config).not.toBeNull();
    expect(found).toMatchObject([{ severity: 'warning', fix: { kind: 'set-value', value: 3 } }]);
    expect(problems(text, {}, known)).toEqual([['10', 'The labels are 0 to 2, and the last layer has 10 units: 3 are enough.']]);
    expect(problems(text.replace('10 }]', '3 }]'), {}, known)).toEqual([]);
    expect(problems(`{ ${dataset}, ${small}, "network": "lenet-300-100" }`, {}, known)[0]?.[0]).toBe('"lenet-300-100"');
  });

  test('too few outputs are mended at their place alone: what is extended is not changed in another one', () => {
    const layers = '"network": { "layers": [{ "units": 9 }] }';
    expect(check(`{ ${layers} }`).problems).toMatchObject([{ severity: 'error', fix: { kind: 'set-value', value: 10 } }]);
    const [problem, ...others] = check('{ "extends": "./base.json", "dataset": "mnist" }', {
      '/configs/base.json': `{ ${layers} }`,
    }).problems;
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ path: ['dataset'], message: 'The last layer must have 10 units, one for each class of mnist.' });
    expect(problem).not.toHaveProperty('fix');
  });

  test.each([
    '{ "pruning": { "rates": { "fc1": 0, "fc2": 0 } } }',
    '{ "pruning": { "rates": { "dense": 0 } } }',
    '{ "pruning": { "rates": { "dense": 0, "output": 0, "fc2": 0.5 } } }',
    '{ "training": { "iterations": 50, "evaluateEvery": 100 } }',
    '{ "training": { "batchSize": 55000 } }',
    '{ "dataset": { "kind": "idx", "folder": "x" }, "network": { "layers": [{ "units": 3 }] }, "training": { "validationSize": 70000 } }',
    '{ "dataset": { "kind": "idx", "trainImages": "a", "trainLabels": "b", "testImages": "c", "testLabels": "d" } }',
    '{ "dataset": { "kind": "idx", "folder": "f", "testImages": "b" } }',
    '{ "trials": 2, "seed": 0, "training": { "optimizer": "momentum", "momentum": 0.5 } }',
  ])('no Problem: %s', (text) => {
    expect(problems(text)).toEqual([]);
    expect(check(text).config).not.toBeNull();
  });
  test('momentum beside another optimiser is a warning, and the config runs', () => {
    const text = '{ "training": { "momentum": 0.5 } }';
    expect(problems(text)).toEqual([['"momentum"', 'momentum has no effect with the optimizer "adam", only with "momentum".']]);
    expect(check(text).config?.training.momentum).toBe(0.5);
  });
  test('a backend of TensorFlow.js beside another engine is a warning', () => {
    const message = 'backend has no effect with the engine "auto", only with "tfjs".';
    expect(problems('{ "backend": "cpu" }')).toEqual([['"backend"', message]]);
    expect(problems('{ "engine": "tfjs", "backend": "cpu" }')).toEqual([]);
  });
  test("known data of files of one's own are checked like built-in ones", () => {
    const text =
      '{ "dataset": { "kind": "idx", "folder": "x" }, "network": { "layers": [{ "units": 3 }] }, "training": { "validationSize": 200 } }';
    expect(problems(text, {}, { trainImages: 200, classes: 4 }).map(([place]) => place)).toEqual(['3', '200']);
  });
  test('a malformed field keeps the checks that need it silent', () => {
    expect(problems('{ "training": { "batchSize": 58000, "validationSize": "x" } }').map(([place]) => place)).toEqual(['"x"']);
    expect(
      problems('{ "network": { "layers": [{ "units": "x" }] }, "pruning": { "rates": { "hidden": 0.1 } } }').map(([place]) => place),
    ).toEqual(['"x"']);
  });
});

describe('schedules that are curves', () => {
  const schedule = (value: string, more = ''): string => `{ "training": { "schedule": ${value}${more} } }`;

  test.each(['"cosine"', '"one-cycle"', '{ "kind": "cosine", "final": 0.1 }', '{ "kind": "one-cycle", "form": "linear", "rise": 0.5 }'])(
    '%s is one',
    (value) => {
      expect(problems(schedule(value))).toEqual([]);
    },
  );

  test.each([
    [
      '"cosin"',
      '"cosin"',
      'schedule must be a list: [ ... ], "cosine", "one-cycle" or an object: { ... }, not "cosin". Did you mean "cosine"?',
    ],
    [
      '{ "kind": "cosine", "rise": 0.5 }',
      '"rise"',
      'There is no key "rise" in training.schedule of the kind "cosine". Possible: kind, final.',
    ],
    [
      '{ "kind": "one-cycle", "rise": 1 }',
      '1',
      'rise must be a share above 0 and below 1, not 1. 1 would be the dense network, which is round 0.',
    ],
    ['{ "kind": "step" }', '"step"', 'kind must be "cosine" or "one-cycle", not "step".'],
    ['[{ "after": 10 }]', '{ "after": 10 }', 'factor is missing here: a number above 0.'],
  ])('%s is refused where it is wrong', (value, at, message) => {
    expect(problems(schedule(value))).toEqual([[at, message]]);
    expect(problems(`{ "transfer": { "training": { "schedule": ${value} } } }`)).toEqual([
      [at, message.replace('in training', 'in transfer.training')],
    ]);
  });

  test('one cycle takes no warm-up, a cosine does', () => {
    expect(problems(schedule('"cosine"', ', "warmup": 100'))).toEqual([]);
    expect(problems(schedule('"one-cycle"', ', "warmup": 100'))).toEqual([
      ['100', 'One cycle begins with a rise of its own: leave warmup out, or change "start" and "rise" of the schedule.'],
    ]);
  });

  test('nesterov without momentum would be ignored', () => {
    expect(problems('{ "training": { "optimizer": "sgd", "nesterov": true } }')).toEqual([
      ['"nesterov"', 'nesterov has no effect with the optimizer "sgd", only with "momentum".'],
    ]);
  });
});
