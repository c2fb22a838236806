/** Layers of all kinds in a config: their shapes, and the place of the first that does not fit. */
import { describe, expect, test } from 'vitest';
import { layersOf } from '../../../../../src/shared/config/networks/layer-names.ts';
import { resolveLayers } from '../../../../../src/shared/config/networks/resolve-layers.ts';
import type { NetworkName } from '../../../../../src/shared/config/schema/network-schema.ts';
import { networkSize, parametersOf, prunableOf } from '../../../../../src/shared/network/parameters.ts';
import { productOf } from '../../../../../src/shared/network/shapes.ts';
import { problems } from '../checking.ts';

const cifar = [3, 32, 32];
const resolved = (name: NetworkName): ReturnType<typeof resolveLayers> => resolveLayers(layersOf(name), cifar);

describe("the paper's networks (figure 2)", () => {
  test.each<[NetworkName, number, number]>([
    // 38,592 convolution weights, 4,262,400 fully connected ones; in the paper 38K of 4.3M.
    ['conv-2', 38_592, 4_300_992],
    ['conv-4', 259_776, 2_425_024],
    ['conv-6', 1_144_512, 2_261_184],
    ['conv-4-dropout', 259_776, 2_425_024],
    ['resnet-20', 270_256, 270_896],
    ['vgg-19', 20_018_880, 20_024_000],
  ])('%s has its number of weights', (name, convolution, all) => {
    const layers = resolved(name);
    const inConvolutions = prunableOf({ layers }).filter(({ role }) => role === 'convolution');
    expect(inConvolutions.reduce((sum, { shape }) => sum + productOf(shape), 0)).toBe(convolution);
    expect(networkSize({ layers }).weights).toBe(all);
  });

  test('resnet-20 has 20 layers on the way, and shortcuts beside it', () => {
    const names = prunableOf({ layers: resolved('resnet-20') }).map(({ layer }) => layer);
    expect(names.filter((name) => !name.endsWith('shortcut')).length).toBe(20);
    expect(names.filter((name) => name.endsWith('shortcut'))).toEqual(['block4.shortcut', 'block7.shortcut']);
  });
});

describe('parameters', () => {
  test('of a small network, in order, in the layout of PyTorch', () => {
    const layers = resolveLayers(
      [
        { kind: 'convolution', filters: 4, kernelSize: [3, 5], stride: 2, name: 'first' },
        { kind: 'batch-normalization' },
        { kind: 'flatten' },
        { units: 7 },
      ],
      [2, 6, 10],
    );
    const vector = { role: null, prunable: false, fanIn: 0, fanOut: 0 };
    const weights = { kind: 'weight', prunable: true, initial: 'glorot' };
    const norm = { ...vector, layer: 'norm1', shape: [4] };
    expect(parametersOf({ layers })).toEqual([
      { ...weights, name: 'first.weight', layer: 'first', shape: [4, 2, 3, 5], role: 'convolution', fanIn: 30, fanOut: 60 },
      { ...norm, name: 'norm1.weight', kind: 'scale', initial: 'ones' },
      { ...norm, name: 'norm1.bias', kind: 'shift', initial: 'zeros' },
      { ...norm, name: 'norm1.running_mean', kind: 'running-mean', initial: 'zeros' },
      { ...norm, name: 'norm1.running_var', kind: 'running-variance', initial: 'ones' },
      { ...weights, name: 'fc1.weight', layer: 'fc1', shape: [7, 60], role: 'output', fanIn: 60, fanOut: 7 },
      { ...vector, name: 'fc1.bias', layer: 'fc1', shape: [7], kind: 'bias', initial: 'zeros' },
    ]);
  });
});

describe('shapes', () => {
  test.each<[object, readonly number[]]>([
    [{ kind: 'convolution', filters: 5 }, [5, 7, 8]],
    [{ kind: 'convolution', filters: 5, stride: 2 }, [5, 4, 4]],
    [{ kind: 'convolution', filters: 5, padding: 'valid' }, [5, 5, 6]],
    [{ kind: 'convolution', filters: 5, padding: 'valid', stride: 2, kernelSize: [1, 4] }, [5, 4, 3]],
    [{ kind: 'max-pool' }, [3, 3, 4]],
    [{ kind: 'average-pool', size: 3, stride: 1 }, [3, 5, 6]],
    [{ kind: 'global-average-pool' }, [3]],
    [{ kind: 'flatten' }, [168]],
    [{ kind: 'dropout' }, [3, 7, 8]],
  ])('%j', (layer, shape) => {
    expect(resolveLayers([layer as { kind: 'flatten' }], [3, 7, 8])[0]).toMatchObject({ inputShape: [3, 7, 8], outputShape: shape });
  });
});

describe('Problems', () => {
  const network = (layers: string): string => `{ "network": { "layers": [${layers}, { "units": 10 }] } }`;
  test.each([
    [
      network('{ "units": 9 }, { "kind": "max-pool" }'),
      '{ "kind": "max-pool" }',
      '"pool1" (max-pool) needs an image, channels x height x width, but is given 9 values.',
    ],
    [
      network('{ "kind": "max-pool", "size": 20 }, { "kind": "max-pool", "size": 9 }'),
      '{ "kind": "max-pool", "size": 9 }',
      '"pool2" has a window of 9 x 9, but the image has only 1 x 1 pixels here.',
    ],
    [
      network('{ "kind": "residual", "layers": [{ "kind": "convolution", "filters": 2 }] }'),
      '{ "kind": "residual", "layers": [{ "kind": "convolution", "filters": 2 }] }',
      '"block1" gives an image of 2 x 28 x 28, but its shortcut an image of 1 x 28 x 28: they cannot be added. A "shortcut": "convolution" would fit the shape.',
    ],
    [
      network('{ "kind": "residual", "layers": [{ "kind": "global-average-pool" }, { "kind": "max-pool" }] }'),
      '{ "kind": "max-pool" }',
      '"block1.pool2" (max-pool) needs an image, channels x height x width, but is given 1 values.',
    ],
    [network('{ "kind": "convolution" }'), '{ "kind": "convolution" }', 'filters is missing here: a whole number from 1 to 4,096.'],
    [
      network('{ "kind": "maxpool" }'),
      '"maxpool"',
      'kind must be "dense", "convolution", "max-pool", "average-pool", "global-average-pool", "flatten", "relu", "dropout", "batch-normalization" or "residual", not "maxpool". Did you mean "max-pool"?',
    ],
    [
      '{ "network": { "layers": [{ "units": 9 }, { "kind": "relu" }] } }',
      '{ "kind": "relu" }',
      'The last layer must be fully connected: { "units": ... }.',
    ],
    [
      '{ "training": { "schedule": [{ "after": 20, "factor": 0.1 }, { "after": 20, "factor": 0.01 }] } }',
      '20',
      'Steps must ascend: after must be above 20.',
    ],
    [
      '{ "training": { "schedule": [{ "after": 4000, "factor": 0.1 }] } }',
      '4000',
      'This step is never reached: a training has 4,000 iterations.',
    ],
    [
      '{ "pruning": { "rates": { "dense": 0, "output": 0 } } }',
      '0',
      'With these rates nothing would ever be pruned: a rate is the share pruned in each round, for example 0.2.',
    ],
  ])('%s', (text, place, message) => {
    expect(problems(text)).toEqual([[place, message]]);
  });

  test.each([
    '{ "network": "conv-2" }',
    '{ "network": "resnet-20", "pruning": { "rates": { "block4.conv1": 0.3, "block4.shortcut": 0, "convolution": 0.2 } } }',
    '{ "network": "vgg-19", "training": { "warmup": 100, "augmentation": { "flip": true, "crop": 4 } } }',
  ])('none in %s', (text) => {
    expect(problems(text)).toEqual([]);
  });
});
