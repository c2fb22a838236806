/**
 * Every number of a paper preset, held against the paper (Frankle & Carbin, ICLR 2019, arXiv 1803.03635 v5).
 */
import { describe, expect, test } from 'vitest';
import { namedNetworks } from '../../../../../src/shared/config/networks/named-networks.ts';
import { presetNames } from '../../../../../src/shared/config/presets/presets.ts';
import type { Config } from '../../../../../src/shared/config/schema/schema.ts';
import { check } from '../checking.ts';

function preset(name: string): Config {
  const { config, problems } = check(`{ "extends": "${name}" }`);
  if (!config) throw new Error(problems.map(({ message }) => message).join(' '));
  return config;
}

/** Iterations, batch: figure 2. Learning rates: figure 2; with dropout: section 3. Rates: figure 2, conv / fc / output. */
const conv: readonly [name: string, learningRate: number, iterations: number, convolution: number][] = [
  ['conv-2', 2e-4, 20_000, 0.1],
  ['conv-4', 3e-4, 25_000, 0.1],
  ['conv-6', 3e-4, 30_000, 0.15],
  // Iterations are tripled.
  ['conv-2-dropout', 3e-4, 60_000, 0.1],
  ['conv-4-dropout', 2e-4, 75_000, 0.1],
  ['conv-6-dropout', 2e-4, 90_000, 0.15],
];

describe.each(conv)('paper/%s', (network, learningRate, iterations, convolution) => {
  const { training, ...config } = preset(`paper/${network}`);

  test('data, network, optimiser (figure 2, appendix H.1)', () => {
    expect(config).toMatchObject({ dataset: 'cifar-10', network });
    expect(training).toMatchObject({ optimizer: 'adam', learningRate, batchSize: 60, iterations });
    // Constant, no decay, images as they are.
    expect(training).toMatchObject({ schedule: [], warmup: 0, weightDecay: 0, augmentation: { flip: false, crop: 0 } });
  });

  test('pruning: layer by layer, the output layer at half the rate of the fully connected ones (section 2, figure 2)', () => {
    expect(config.pruning).toMatchObject({ criterion: 'magnitude', scope: 'layer', schedule: 'iterative' });
    expect(config.pruning.rates).toMatchObject({ convolution, dense: 0.2, output: 0.1 });
    expect(config.rewind).toBe('initial');
  });

  test('dropout of 0.5 where the name says so (section 3)', () => {
    const rates = namedNetworks[config.network as 'conv-2'].flatMap((layer) => (layer.kind === 'dropout' ? [layer.rate] : []));
    expect(rates).toEqual(network.endsWith('dropout') ? [0.5, 0.5] : []);
  });
});

const deep: readonly [
  name: string,
  network: string,
  learningRate: number,
  warmup: number,
  batch: number,
  iterations: number,
  falls: number[],
][] = [
  // Figure 2 and appendix I; warm-up: section 4, figures 7 and 8. The rate falls to a tenth and a hundredth of itself.
  ['resnet-20', 'resnet-20', 0.1, 0, 128, 30_000, [20_000, 25_000]],
  ['resnet-20-warmup', 'resnet-20', 0.03, 20_000, 128, 30_000, [20_000, 25_000]],
  ['vgg-19', 'vgg-19', 0.1, 0, 64, 112_000, [56_000, 84_000]],
  ['vgg-19-warmup', 'vgg-19', 0.1, 10_000, 64, 112_000, [56_000, 84_000]],
];

describe.each(deep)('paper/%s', (name, network, learningRate, warmup, batchSize, iterations, [first, second]) => {
  const { training, ...config } = preset(`paper/${name}`);

  test('data, network, optimiser, schedule', () => {
    expect(config).toMatchObject({ dataset: 'cifar-10', network });
    expect(training).toMatchObject({
      optimizer: 'momentum',
      momentum: 0.9,
      learningRate,
      warmup,
      weightDecay: 1e-4,
      batchSize,
      iterations,
    });
    expect(training.schedule).toEqual([
      { after: first, factor: 0.1 },
      { after: second, factor: 0.01 },
    ]);
  });

  test('flips, and a pad of four pixels before the crop (appendix I)', () => {
    expect(training.augmentation).toEqual({ flip: true, crop: 4 });
  });

  test('pruning: 20 % of the convolutions together, the output layer never (section 4, figure 2)', () => {
    expect(config.pruning).toMatchObject({ criterion: 'magnitude', scope: 'global', schedule: 'iterative' });
    expect(config.pruning.rates).toMatchObject({ global: 0.2, dense: 0, output: 0 });
    expect(config.pruning.rates['convolution']).toBeGreaterThan(0);
  });
});

test('paper/lenet-300-100 (figure 2, appendix G.1)', () => {
  const { training, pruning, ...config } = preset('paper/lenet-300-100');
  expect(config).toMatchObject({ dataset: 'mnist', network: 'lenet-300-100', rewind: 'initial' });
  expect(training).toMatchObject({ optimizer: 'adam', learningRate: 1.2e-3, batchSize: 60, iterations: 50_000, weightDecay: 0 });
  expect(pruning).toMatchObject({ criterion: 'magnitude', scope: 'layer', rates: { dense: 0.2, output: 0.1 } });
});

describe.each(presetNames.filter((name) => name.startsWith('paper/')))('%s', (name) => {
  test('five trials, three reinitialisations each, 5,000 images for validation, evaluated every 100 iterations (section 2, appendix C)', () => {
    const { training, trials, controls } = preset(name);
    expect(trials).toBe(5);
    expect(controls).toMatchObject({ randomReinit: 3, randomMask: 1 });
    expect(training).toMatchObject({ validationSize: 5000, evaluateEvery: 100, testEvaluation: 'every' });
  });
});

test('quick/conv-2 is a quarter as wide, and says so', () => {
  const { network, training, pruning, controls, trials } = preset('quick/conv-2');
  const wide = namedNetworks['conv-2'];
  expect((network as { layers: object[] }).layers).toMatchObject(
    wide.map((layer) =>
      'filters' in layer ? { filters: layer.filters / 4 } : 'units' in layer && layer.units === 256 ? { units: 64 } : {},
    ),
  );
  expect(training).toMatchObject({ iterations: 3400, evaluateEvery: 200, testEvaluation: 'at-new-minimum', learningRate: 1e-3 });
  expect([pruning.rounds, controls.randomReinit, controls.randomMask, trials]).toEqual([8, 1, 1, 1]);
  expect(pruning.rates).toMatchObject({ convolution: 0.1, dense: 0.2, output: 0.1 });
});
