import { describe, expect, test } from 'vitest';
import { presetNames } from '../../../../../src/shared/config/presets/presets.ts';
import { check, problems } from '../checking.ts';

describe('extends', () => {
  test('paper/lenet-300-100 is the set-up of the paper', () => {
    expect(check('{ "extends": "paper/lenet-300-100" }').config).toMatchObject({
      dataset: 'mnist',
      network: 'lenet-300-100',
      training: {
        optimizer: 'adam',
        learningRate: 0.0012,
        batchSize: 60,
        iterations: 50_000,
        validationSize: 5000,
        evaluateEvery: 100,
        testEvaluation: 'every',
      },
      pruning: { criterion: 'magnitude', scope: 'layer', schedule: 'iterative', rounds: 24, rates: { dense: 0.2, output: 0.1 } },
      rewind: 'initial',
      controls: { randomReinit: 3, randomMask: 1 },
      trials: 5,
    });
  });
  test('objects are merged deeply, everything else is replaced', () => {
    const base =
      '{ "seed": 4, "training": { "iterations": 7, "batchSize": 8 }, "network": { "layers": [{ "units": 4 }, { "units": 10 }] } }';
    const over = '{ "extends": "./base.lottery.json", "training": { "batchSize": 9 }, "network": { "layers": [{ "units": 10 }] } }';
    expect(check(over, { '/configs/base.lottery.json': base }).config).toMatchObject({
      seed: 4,
      training: { iterations: 7, batchSize: 9 },
      network: { layers: [{ units: 10 }] },
    });
  });
  test('an object of another kind is replaced, one of the same kind merged', () => {
    const files = {
      '/configs/base.lottery.json':
        '{ "dataset": { "kind": "idx", "folder": "data" }, "training": { "schedule": { "kind": "one-cycle", "rise": 0.2 } } }',
    };
    const over = (text: string) => check(`{ "extends": "./base.lottery.json", ${text} }`, files).config;
    const csv = { kind: 'csv', train: 'a.csv', test: 'b.csv' };
    expect(over(`"dataset": ${JSON.stringify(csv)}, "training": { "schedule": { "kind": "cosine", "final": 0.1 } }`)).toMatchObject({
      dataset: csv,
      training: { schedule: { kind: 'cosine', final: 0.1 } },
    });
    expect(over('"training": { "schedule": { "kind": "one-cycle", "final": 0.1 } }')?.training.schedule).toMatchObject({
      rise: 0.2,
      final: 0.1,
    });
  });
  test('a chain is followed, each path from its own file, and so are the paths of a data set', () => {
    const files = {
      '/configs/sub/b.lottery.json': '{ "extends": "../c.lottery.json", "trials": 2 }',
      '/configs/c.lottery.json': '{ "trials": 3, "seed": 5, "dataset": { "kind": "idx", "folder": "data" } }',
    };
    expect(check('{ "extends": "sub/b.lottery.json" }', files).config).toMatchObject({ trials: 2, seed: 5, dataset: { folder: 'data' } });
    expect(
      check('{ "extends": "sub/d.lottery.json" }', { '/configs/sub/d.lottery.json': files['/configs/c.lottery.json'] }).config,
    ).toMatchObject({ dataset: { folder: 'sub/data' } });
  });
  test('Windows paths', () => {
    expect(check('{ "extends": "C:\\\\x\\\\b.lottery.json" }', { 'C:\\x\\b.lottery.json': '{ "seed": 5 }' }).config?.seed).toBe(5);
  });
  test('a name is not inherited', () => {
    expect(check('{ "extends": "./b.json" }', { '/configs/b.json': '{ "name": "b" }' }).config?.name).toBeUndefined();
  });
  test('an unknown preset lists the presets', () => {
    expect(problems('{ "extends": "paper/lenet-300-10" }')).toEqual([
      [
        '"paper/lenet-300-10"',
        `There is no preset "paper/lenet-300-10"; did you mean "paper/lenet-300-100"? Presets: ${presetNames.map((name) => `"${name}"`).join(', ')}. A file is named like "./other.lottery.json".`,
      ],
    ]);
  });
  test('a missing file, a broken file, a list', () => {
    const text = '{ "extends": "./b.json" }';
    expect(problems(text)).toEqual([['"./b.json"', 'There is no file "./b.json" (looked for /configs/b.json).']]);
    expect(problems(text, { '/configs/b.json': '{\n "seed" 5 }' })).toEqual([
      ['"./b.json"', 'In "./b.json", line 2: A colon is missing here.'],
    ]);
    expect(problems(text, { '/configs/b.json': '[]' })).toEqual([['"./b.json"', '"./b.json" must hold an object: { ... }.']]);
  });
  test('a circle names its chain', () => {
    const files = {
      '/configs/a.lottery.json': '{ "extends": "./b.lottery.json" }',
      '/configs/b.lottery.json': '{ "extends": "a.lottery.json" }',
    };
    expect(problems('{ "extends": "./a.lottery.json" }', files)).toEqual([
      ['"./a.lottery.json"', '"extends" goes in a circle: a.lottery.json, b.lottery.json, a.lottery.json.'],
    ]);
  });
  test('a Problem of the base lies at the extends line, one of both in the file itself', () => {
    const files = { '/configs/b.json': '{ "trails": 2, "training": { "validationSize": 59000 } }' };
    expect(problems('{ "extends": "./b.json" }', files)).toEqual([
      ['"./b.json"', 'From "extends": There is no key "trails" here; did you mean trials?'],
    ]);
    expect(problems('{ "extends": "./b.json", "training": { "batchSize": 1001 } }', files).map(([place]) => place)).toEqual([
      '"./b.json"',
      '1001',
    ]);
    expect(problems('{ "extends": "./c.json" }', { '/configs/c.json': '{ "training": { "batchSize": 60001 } }' })[0]?.[0]).toBe(
      '"./c.json"',
    );
  });
  test('other Problems of the file are still shown beside one of extends', () => {
    expect(problems('{ "extends": "x", "sed": 1 }').map(([place]) => place)).toEqual(['"x"', '"sed"']);
  });
  test('extends of the wrong type', () => {
    expect(problems('{ "extends": 5 }').map(([place]) => place)).toEqual(['5']);
  });
});
