import { expect, it } from 'vitest';
import { estimate } from '../../../../src/runs/estimate/estimate.ts';
import { fitMinutes } from '../../../../src/runs/estimate/fit-minutes.ts';
import { checkConfig } from '../../../../src/shared/config/reading/check-config.ts';
import { lenetConfig, newConfigText } from '../../../../src/shared/config/text/config-template.ts';

const checked = (text: string) => checkConfig(text, { path: 'new.lottery.json', readText: () => undefined });
const minutesOf = (text: string): number => {
  const { config } = checked(text);
  return config ? estimate(config, 2, []).seconds / 60 : NaN;
};

it.each([2, 15])('takes at most %s minutes by the estimate', (minutes) => {
  for (const trials of [1, 3]) {
    const text = newConfigText(fitMinutes({ ...lenetConfig, trials }, minutes, 2, []));
    expect(checked(text).problems).toEqual([]);
    expect(minutesOf(text)).toBeLessThanOrEqual(minutes);
  }
});

it('takes the least there is where nothing fits', () => {
  const fitted = fitMinutes({ ...lenetConfig, dataset: 'cifar-10', network: 'conv-6', learningRate: 0.0003, trials: 5 }, 0.01, 2, []);
  expect(fitted).toMatchObject({ iterations: 400, rounds: 4 });
});
