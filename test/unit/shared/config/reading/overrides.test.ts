import { describe, expect, it } from 'vitest';
import { checkConfig } from '../../../../../src/shared/config/reading/check-config.ts';
import { type Override, overridePath, overrideValue } from '../../../../../src/shared/config/reading/overrides.ts';
import type { CheckedConfig } from '../../../../../src/shared/config/problems/problem.ts';

const override = (text: string): Override => {
  const [key = '', value = ''] = text.split('=');
  const path = overridePath(key);
  return { path, value: overrideValue(path, value), setting: text, written: `--set ${text}` };
};

const files: Readonly<Record<string, string>> = { '/base.lottery.json': '{ "training": { "batchSize": 30 } }' };
const check = (text: string, ...overrides: string[]): CheckedConfig =>
  checkConfig(text, { path: '/x.lottery.json', readText: (path) => files[path], overrides: overrides.map(override) });

describe('a value given beside the text', () => {
  it('is typed by the schema', () => {
    const typed = (text: string): unknown => override(text).value;
    expect(['name=7', 'seed=7', 'dataset=mnist', 'trials=two', 'training.nesterov=true', 'rewind=none'].map(typed)).toEqual([
      ...['7', 7, 'mnist', 'two', true, 'none'],
    ]);
    expect(typed('training.schedule=cosine')).toBe('cosine');
    expect(typed('sweep.training.learningRate=[0.1,0.2]')).toEqual([0.1, 0.2]);
    expect(typed('dataset.label=3')).toBe(3);
  });

  it('names its place by keys, and by one key where an object takes any', () => {
    expect(overridePath('network.layers[0].units')).toEqual(['network', 'layers', 0, 'units']);
    expect(overridePath('sweep.training.learningRate')).toEqual(['sweep', 'training.learningRate']);
    expect(overridePath('pruning.rates.block1.shortcut')).toEqual(['pruning', 'rates', 'block1.shortcut']);
    expect(overridePath('pruning.rates.dense')).toEqual(['pruning', 'rates', 'dense']);
  });

  it.each([
    ['{}', '{ "trials": 3 }', ['trials=3']],
    [
      '{ "training": { "batchSize": 30 } }',
      '{ "training": { "batchSize": 20, "iterations": 99 } }',
      ['training.batchSize=20', 'training.iterations=99'],
    ],
    ['{ "rewind": "none" }', '{ "rewind": { "iteration": 7 } }', ['rewind.iteration=7']],
    [
      '{ "network": { "layers": [{ "units": 20 }, { "units": 10 }] } }',
      '{ "network": { "layers": [{ "units": 9 }, { "units": 10 }] } }',
      ['network.layers.0.units=9'],
    ],
    ['{}', '{ "extends": "./base.lottery.json", "name": "y" }', ['extends=./base.lottery.json', 'name=y']],
    ['{ "seed": 4 }', '{ "seed": 6 }', ['seed=5', 'seed=6']],
  ])('%s becomes %s by %j', (text, written, overrides) => {
    const { config, problems } = check(text, ...overrides);
    expect(problems).toEqual([]);
    expect(config).toEqual(check(written).config);
  });

  it('is named where it is wrong, and the text where that is', () => {
    const { problems } = check('{ "trials": 0 }', 'training.learningRate=fast');
    expect(problems.map(({ override, path }) => [override, path])).toEqual([
      ['--set training.learningRate=fast', ['training', 'learningRate']],
      [undefined, ['trials']],
    ]);
  });

  it.each([
    ['training.learningRate=fast', /learningRate must be a number above 0, not "fast"/],
    ['training.learningrate=0.1', /did you mean training\.learningRate\?/],
    ['network.layers.7.units=3', /no such place in the list/],
    ['extends=paper/lenet', /There is no preset "paper\/lenet"/],
    ['training.batchSize=70000', /batchSize/],
    ['trainign.batchSize=3', /did you mean training\?/],
    ['sweep.training.lerningRate=[1]', /did you mean "training\.learningRate"/],
  ])('%s is refused by the name of the flag', (text, reason) => {
    const { config, problems } = check('{ "network": { "layers": [{ "units": 20 }, { "units": 10 }] } }', text);
    expect(config).toBeNull();
    expect(problems.map((problem) => [problem.override, problem.message])).toContainEqual([`--set ${text}`, expect.stringMatching(reason)]);
  });
});
