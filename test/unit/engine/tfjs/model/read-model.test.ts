/** What is read of a model file, and what is said of one that cannot be used. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ReadModel, SampleFacts } from '../../../../../src/engine/tfjs/model/read-model.ts';
import type { ModelLayer } from '../../../../../src/shared/network/network.ts';
import { modelFile, readModelFile } from './model-files.ts';

beforeAll(() => tf.setBackend('cpu'));

const { layers } = tf;
const ofImages = { sampleShape: [1, 8, 8], classes: 10 };
const read = (file: string, change: Partial<SampleFacts> = {}): Promise<ReadModel> => readModelFile(file, { ...ofImages, ...change });
const problem = async (file: string, change: Partial<SampleFacts> = {}): Promise<string> => {
  const message = await read(file, change).then(
    () => 'none',
    (error: unknown) => String(error),
  );
  return message.replace(/^ModelError: network\.model: .*?model\.json: /, '');
};

const images = (...inner: tf.layers.Layer[]): tf.Sequential =>
  tf.sequential({ name: 'images', layers: [layers.inputLayer({ inputShape: [8, 8, 1], name: 'image' }), ...inner] });
const last = (): tf.layers.Layer => layers.dense({ units: 10, activation: 'softmax', name: 'scores' });

const whole = (): tf.Sequential =>
  images(
    layers.conv2d({ filters: 3, kernelSize: 3, name: 'conv', activation: 'relu' }),
    layers.batchNormalization({ name: 'norm' }),
    layers.flatten(),
    layers.dropout({ rate: 0.5, name: 'drop' }),
    last(),
  );

function modelLayer({ network }: ReadModel): ModelLayer {
  const [layer] = network.layers;
  if (layer?.kind !== 'model') throw new Error('no model');
  return layer;
}

const prunedIn = (known: ReadModel): string[] =>
  modelLayer(known)
    .parameters.filter(({ prunable }) => prunable)
    .map(({ name }) => name);

describe('a model of convolutions', () => {
  it('has every tensor in PyTorch layout, kernels pruned by default', async () => {
    const model = whole();
    const kernel = model.getLayer('scores').getWeights()[0]?.arraySync() as number[][];
    const known = await read(await modelFile(model));
    const { parameters, dropouts, inputShape } = modelLayer(known);
    expect(parameters.map(({ name, shape, kind, role, prunable }) => [name, shape, kind, role, prunable])).toEqual([
      ['conv/kernel', [3, 1, 3, 3], 'weight', 'convolution', true],
      ['conv/bias', [3], 'bias', null, false],
      ['norm/gamma', [3], 'scale', null, false],
      ['norm/beta', [3], 'shift', null, false],
      ['norm/moving_mean', [3], 'running-mean', null, false],
      ['norm/moving_variance', [3], 'running-variance', null, false],
      ['scores/kernel', [10, 108], 'weight', 'output', true],
      ['scores/bias', [10], 'bias', null, false],
    ]);
    expect([dropouts, inputShape, known.network.classes]).toEqual([['drop'], [8, 8, 1], 10]);
    expect(known.weights?.get('scores/kernel')?.data[3 * 108 + 7]).toBe(kernel[7]?.[3]);
  });

  it('gives the same network whatever its initialisers are, and another for another layer', async () => {
    const of = async (kernelInitializer: 'zeros' | 'glorotNormal', units: number): Promise<object> =>
      (await read(await modelFile(images(layers.flatten({ name: 'f' }), layers.dense({ units, name: 'd', kernelInitializer }))))).network;
    expect(await of('zeros', 10)).toEqual(await of('glorotNormal', 10));
    expect(await of('zeros', 10)).not.toEqual(await of('zeros', 11));
  });

  it('may be told what to prune, by layer or by tensor', async () => {
    const file = await modelFile(whole());
    expect(prunedIn(await read(file, { prune: ['scores'] }))).toEqual(['scores/kernel']);
    expect(prunedIn(await read(file, { prune: ['conv/kernel'] }))).toEqual(['conv/kernel']);
    expect(await problem(file, { prune: ['norm'] })).toBe(
      'it has no weights "norm" to prune (network.prune); it has conv/kernel, scores/kernel. Biases and normalisations are never pruned.',
    );
  });

  it('has no initial weights where the file has none', async () => {
    expect((await read(await modelFile(whole(), (json) => ({ ...json, weightsManifest: [] })))).weights).toBeNull();
  });
});

describe('a file that cannot be used', () => {
  it('has nothing to prune', async () => {
    const frozen = layers.dense({ units: 10, name: 'd', trainable: false });
    expect(await problem(await modelFile(images(layers.flatten(), frozen)))).toMatch(/^it has no weights to prune/);
  });

  it('does not fit the data set', async () => {
    const file = await modelFile(whole());
    expect(await problem(file, { sampleShape: [3, 32, 32] })).toBe(
      "its input is 8 x 8 x 1, but the data set's samples are 32 x 32 x 3; take a model or a data set that fits.",
    );
    expect(await problem(file, { classes: 12 })).toBe('it has 10 outputs, the data set 12 classes; expected at least one for each.');
    expect(await problem(await modelFile(images(layers.dense({ units: 10 }))))).toMatch(/^its output is 8 x 8 x 10; expected/);
  });

  it('ends in something that is no score, or draws what cannot be drawn again', async () => {
    const sigmoid = images(layers.flatten(), layers.dense({ units: 10, activation: 'sigmoid', name: 'd' }));
    expect(await problem(await modelFile(sigmoid))).toMatch(
      /^its last layer "d" has the activation "sigmoid"; it must be "softmax" or "linear"/,
    );
    const noisy = images(layers.flatten(), layers.gaussianNoise({ stddev: 1, name: 'noise' }), last());
    expect(await problem(await modelFile(noisy))).toMatch(/^its layer "noise" \(GaussianNoise\) is not supported/);
  });
});
