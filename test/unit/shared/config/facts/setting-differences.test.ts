import { expect, it } from 'vitest';
import { differenceWords, settingDifferences, settingText } from '../../../../../src/shared/config/facts/setting-differences.ts';
import { type ConfigInput, configSchema } from '../../../../../src/shared/config/schema/schema.ts';

const differences = (...inputs: ConfigInput[]) => settingDifferences(inputs.map((input) => configSchema.parse(input)));

it('names every setting in which configs differ, and no other', () => {
  const [a, b] = [
    { seed: 1, training: { iterations: 100 } },
    { seed: 2, training: { iterations: 50 } },
  ];
  expect(differences(a, b)).toEqual([
    { key: 'training.iterations', values: [100, 50] },
    { key: 'seed', values: [1, 2] },
  ]);
  expect(differences(a, a)).toEqual([]);
});

it('leaves out the name and what says something about the file', () => {
  expect(differences({ name: 'one', $schema: 'x' }, { name: 'two' })).toEqual([]);
});

it('has null where a config lacks the key, and takes lists as values', () => {
  const layers = [{ units: 3 }, { units: 10 }];
  const [network, ...others] = differences({ network: { layers } }, { network: 'lenet-300-100' }, { network: { layers } });
  expect(others.map(({ key }) => key)).toEqual(['network']);
  expect(network?.key).toBe('network.layers');
  expect(network?.values[1]).toBe(null);
});

it('is said in words', () => {
  expect(differenceWords({ key: 'dataset', values: ['mnist', 'cifar-10'] })).toBe('dataset mnist to cifar-10');
  expect([null, true, [1, 2], 'a'].map(settingText)).toEqual(['-', 'true', '[1,2]', 'a']);
});
