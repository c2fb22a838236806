/** Channels by their batch normalisations' scales: against the authors' procedure in NumPy, and against networks that really have fewer channels. */
import { describe, expect, it } from 'vitest';
import { createReferenceEngine } from '../../../../src/engine/reference/engine.ts';
import { createWasmEngine } from '../../../../src/engine/wasm/engine.ts';
import { channelDistance, keptChannels } from '../../../../src/lottery/masks/channels.ts';
import { applyMask, fullMask, remainingCount } from '../../../../src/lottery/masks/mask.ts';
import { experimentPlan } from '../../../../src/lottery/plan/plan.ts';
import { pruningTargets } from '../../../../src/lottery/plan/targets.ts';
import { criteria } from '../../../../src/lottery/pruning/criteria.ts';
import { maskDistance } from '../../../../src/lottery/pruning/early-bird.ts';
import type { LayerConfig } from '../../../../src/shared/config/schema/layer-schemas.ts';
import { channelGroups } from '../../../../src/shared/network/channels.ts';
import type { Network } from '../../../../src/shared/network/network.ts';
import { parametersOf } from '../../../../src/shared/network/parameters.ts';
import type { Mask, Tensor, Weights } from '../../../../src/shared/tensors/tensors.ts';
import { distance } from '../../engine/support/distance.ts';
import { finished } from '../../engine/support/finished.ts';
import { imageInputFor } from '../../engine/support/image-input.ts';
import { kernelBytes } from '../../engine/support/kernel-bytes.ts';
import { networkWith } from '../../engine/support/networks.ts';
import { keepGoing, weightsFor } from '../../engine/support/synthetic.ts';
import { blank, config } from '../fixtures.ts';

type Plain = Exclude<LayerConfig, { kind: 'residual' }>;
const normalised = (filters: number): Plain[] => [{ kind: 'convolution', filters }, { kind: 'batch-normalization' }, { kind: 'relu' }];
const image = [1, 5, 5];
const chain = (...filters: readonly number[]): Network =>
  networkWith([...filters.flatMap(normalised), { kind: 'max-pool', size: 2 }, { kind: 'dropout' }], image, 4);

const noGradient = () => Promise.reject(new Error('no gradients here'));
const gradients = { ofLoss: noGradient, hessianGradient: noGradient, ofOutputs: noGradient };
const draw = (network: Network, weights: Weights, kept: number, mask = fullMask(network), names = [...mask.keys()]): Promise<Mask> =>
  criteria['channel-scale']({ network, initial: weights, mask, trainedWeights: () => Promise.resolve(weights), gradients, seed: 'seed' }, [
    { names, kept },
    ...[...mask.keys()].filter((name) => !names.includes(name)).map((name) => ({ names: [name], kept: 1e9 })),
  ]);

const withScales = (network: Network, scales: readonly (readonly number[])[]): Weights => {
  const named = new Map(channelGroups(network).map(({ scale }, place) => [scale, Float32Array.from(scales[place] ?? [])]));
  return new Map([...weightsFor(network, 'w')].map(([name, { shape, data }]) => [name, { shape, data: named.get(name) ?? data }]));
};
const keptOf = (network: Network, mask: Mask): number[][] => channelGroups(network).map((group) => [...keptChannels(group, mask)]);

// numpy.random.default_rng(7); the masks are those of the authors' `pruning`: abs, concatenate, sort, above the value at int(total * p).
const early = [
  [0.5, 0.619, 0.39, 0.144, 0.318, 0.103],
  [0.524, 1.036, 0.303, 0.252, 0.696],
  [0.643, 0.542, 0.128, 0.488, 0.778, -0.038, 0.317, -0.26],
];
const late = [
  [0.307, 0.343, 0.355, -0.046, 0.359, 0.127],
  [0.496, 0.658, 0.222, 0.245, 0.713],
  [0.413, 0.47, -0.019, 0.367, 0.937, -0.159, 0.312, -0.127],
];
const theirs = {
  'early, p = 0.2': { scales: early, kept: ['111010', '11111', '11011011'] },
  'early, p = 0.4': { scales: early, kept: ['111010', '11001', '11011000'] },
  'early, p = 0.6': { scales: early, kept: ['010000', '11001', '11001000'] },
  'late, p = 0.2': { scales: late, kept: ['111010', '11111', '11011110'] },
  'late, p = 0.4': { scales: late, kept: ['011010', '11001', '11011010'] },
  // Theirs empties the first layer; here its strongest channel stays.
  'late, p = 0.6': { scales: late, kept: ['000010', '11001', '11011000'] },
};
const bits = (kept: readonly string[]): number[][] => kept.map((text) => [...text].map(Number));
const ones = (text: string): number => [...text].filter((bit) => bit === '1').length;
const network = chain(6, 5, 8);

/** Rows, and of each row the values of some of its channels; null for all. */
function select({ shape, data }: Tensor, rows: readonly number[] | null, channels: readonly number[] | null, of = 1): Float32Array {
  const [all = 1] = shape;
  const [row, places] = [data.length / all, data.length / all / of];
  const valuesOf = (r: number): number[] =>
    (channels ?? [...Array(of).keys()]).flatMap((c) => [...data.subarray(r * row + c * places, r * row + (c + 1) * places)]);
  return Float32Array.from((rows ?? [...Array(all).keys()]).flatMap(valuesOf));
}

/** The weights of a chain, cut to some channels of each layer. */
function cut(weights: Weights, to: Network, kept: readonly (readonly number[])[]): Weights {
  const left = kept.map((layer) => layer.flatMap((bit, channel) => (bit === 1 ? [channel] : [])));
  const valuesOf = new Map<string, Float32Array>();
  const put = (name: string, ...how: [readonly number[] | null, readonly number[] | null, number?]) => {
    const tensor = weights.get(name);
    if (tensor) valuesOf.set(name, select(tensor, ...how));
  };
  for (const [index, rows] of left.entries()) {
    const layer = String(index + 1);
    put(`conv${layer}.weight`, rows, left[index - 1] ?? null, kept[index - 1]?.length ?? 1);
    for (const name of ['weight', 'bias', 'running_mean', 'running_var']) put(`norm${layer}.${name}`, rows, null);
  }
  put('fc1.weight', null, left.at(-1) ?? null, kept.at(-1)?.length);
  put('fc1.bias', null, null);
  return new Map(parametersOf(to).map(({ name, shape }) => [name, { shape, data: valuesOf.get(name) ?? new Float32Array() }]));
}

describe('the channels of the smallest scales go', () => {
  it.each(Object.entries(theirs))("as in the authors' procedure: %s", async (_, { scales, kept }) => {
    const [a, b, c] = kept.map(ones) as [number, number, number];
    // Weights of the network that has only these channels: 3 x 3 convolutions, then four units on 2 x 2 places.
    const count = 9 * (a + a * b + b * c) + 4 * 4 * c;
    const mask = await draw(network, withScales(network, scales), count);
    expect(keptOf(network, mask)).toEqual(bits(kept));
    expect(remainingCount(mask)).toBe(count);
    // One weight more is not enough to keep another channel, one less costs one.
    expect(await draw(network, withScales(network, scales), count + 1)).toEqual(mask);
    const next = await draw(network, withScales(network, scales), count - 1);
    expect(keptOf(network, next).flat().filter(Boolean)).toHaveLength(a + b + c - 1);
  });

  it('ties: the earlier layer, the lower index; the last channel of each layer stays whatever is asked for', async () => {
    const pair = chain(2, 3);
    const weights = withScales(pair, [
      [0.5, 0.5],
      [-0.5, 0.5, 0.5],
    ]);
    const counts = [9 * 8 + 16 * 3, 9 * 4 + 16 * 3, 9 * 3 + 16 * 2, 9 * 2 + 16, 0];
    const masks = await Promise.all(counts.map((count) => draw(pair, weights, count)));
    expect(masks.map((mask) => keptOf(pair, mask).map((kept) => kept.join('')))).toEqual([
      ['11', '111'],
      ['01', '111'],
      ['01', '011'],
      ['01', '001'],
      ['01', '001'],
    ]);
  });

  it('what remains computes what the network of these channels alone computes', async () => {
    const weights = withScales(network, early);
    const kept = theirs['early, p = 0.4'].kept;
    const mask = await draw(network, weights, 9 * (4 + 4 * 3 + 3 * 4) + 16 * 4);
    const smaller = chain(4, 3, 4);
    const { data } = imageInputFor({ network, density: null, count: 40, seed: 'images' });
    const shared = { samples: data.pool, mean: data.mean, standardDeviation: data.standardDeviation };
    for (const engine of [createReferenceEngine(), createWasmEngine(kernelBytes)]) {
      const whole = engine.evaluate({ ...shared, network, weights: applyMask(weights, mask) });
      const small = engine.evaluate({ ...shared, network: smaller, weights: cut(weights, smaller, bits(kept)) });
      expect(whole.loss).toBeCloseTo(small.loss, 6);
    }
  });

  it('an iterative round goes on from the channels that are left', async () => {
    const weights = withScales(network, early);
    const first = await draw(network, weights, 800);
    const second = await draw(network, weights, 500, first);
    expect(second).toEqual(await draw(network, weights, 500));
  });
});

describe('which weights belong to a channel', () => {
  const groupsOf = (layers: readonly LayerConfig[], shape = image): string[] =>
    channelGroups(networkWith(layers, shape, 4)).map(({ scale, filters, takenBy }) => `${filters} ${scale} ${takenBy ?? '-'}`);

  it('within a residual block its own layers; what is added to the shortcut is taken by nothing else', () => {
    const layers: Plain[] = [{ kind: 'convolution', filters: 3 }, { kind: 'batch-normalization' }];
    expect(groupsOf([...layers, { kind: 'relu' }, { kind: 'residual', layers: [...layers, { kind: 'relu' }, ...layers] }])).toEqual([
      'conv1.weight norm1.weight -',
      'block1.conv1.weight block1.norm1.weight block1.conv2.weight',
      'block1.conv2.weight block1.norm2.weight -',
    ]);
  });

  it('units of a dense layer are channels; a normalisation of pixels, of the input or of a sum scales none', () => {
    expect(groupsOf([{ units: 5, activation: 'none' }, { kind: 'batch-normalization' }, { kind: 'relu' }, { units: 3 }], [6])).toEqual([
      'fc1.weight norm1.weight fc2.weight',
    ]);
    expect(groupsOf([{ kind: 'batch-normalization' }, { kind: 'convolution', filters: 2 }])).toEqual([]);
    expect(groupsOf([{ kind: 'convolution', filters: 2 }, { kind: 'flatten' }, { kind: 'batch-normalization' }])).toEqual([]);
  });

  it('a layer that takes no part keeps its channels and its weights', async () => {
    const weights = withScales(network, early);
    const names = ['conv1.weight', 'conv3.weight'];
    const mask = await draw(network, weights, 0, fullMask(network), names);
    // The strongest of conv1; conv3 with all channels of conv2; conv2 and the output whole.
    expect(keptOf(network, mask).map((kept) => kept.join(''))).toEqual(['010000', '11111', '00001000']);
    expect([...mask.values()].map(({ data }) => data.reduce((sum, bit) => sum + bit, 0))).toEqual([9, 270, 45, 128]);
  });
});

it('Early-Bird counts channels, as the authors do: two of nineteen differ', async () => {
  const all = fullMask(network);
  const settings = config({ pruning: { criterion: 'channel-scale', scope: 'global' } });
  const between = maskDistance({ network, pruning: settings.pruning }, all);
  const masks = await Promise.all([
    draw(network, withScales(network, early), 9 * (4 + 12 + 12) + 16 * 4),
    draw(network, withScales(network, late), 9 * (3 + 9 + 15) + 16 * 5),
  ]);
  const [a = all, b = all] = masks;
  // At p = 0.4, by hand from the two rows above: channel 0 of the first and channel 6 of the last layer.
  expect(keptOf(network, b).map((kept) => kept.join(''))).toEqual(theirs['late, p = 0.4'].kept);
  expect(between(a, b)).toBeCloseTo(2 / 19, 12);
  // Among the eleven channels that the first mask keeps.
  expect(channelDistance(channelGroups(network), a, a, a)).toBe(0);
  expect(channelDistance(channelGroups(network), b, a, a)).toBeCloseTo(2 / 11, 12);
});

it('trains on both engines alike where whole filters are zero', async () => {
  const weights = weightsFor(network, 'image');
  const mask = await draw(network, weights, 300);
  const input = {
    ...imageInputFor({ network, density: null, count: 40, seed: 'image', spec: { iterations: 6, batchSize: 10 } }),
    weights,
    mask,
  };
  const [wasm, reference] = [createWasmEngine(kernelBytes), createReferenceEngine()].map((engine) =>
    finished(engine.train(input, keepGoing)),
  );
  expect(distance(reference?.weights ?? new Map(), wasm?.weights ?? new Map())).toBeLessThan(1e-3);
});

describe('what cannot be is said before anything is trained', () => {
  const settings = (layers: LayerConfig[], pruning: object) =>
    config({
      dataset: { kind: 'idx', folder: 'x' },
      network: { layers: [...layers, { units: 10 }] },
      training: { validationSize: 20 },
      pruning: { criterion: 'channel-scale', scope: 'global', ...pruning },
    });
  const plan = (layers: LayerConfig[], pruning: object) =>
    experimentPlan({ config: settings(layers, pruning), dataset: blank, numerics: 1 });

  it('a normalisation that scales no channel', () => {
    expect(() => plan([{ kind: 'batch-normalization' }], {})).toThrow(
      'expected a batch normalisation whose channels a convolution or a dense layer makes',
    );
  });

  it('sizes below one channel a layer', () => {
    // One filter of nine weights, and the ten outputs' weights on its 64 places.
    expect(() => plan(normalised(4), { rounds: 8 })).toThrow(
      'pruning: round 7 would keep 545 weights, but the last channel of each batch normalisation and the weights that belong to no channel are 649',
    );
    expect(plan(normalised(4), { rounds: 6 }).rounds).toBe(6);
    expect(
      pruningTargets(plan(normalised(4), { rounds: 6 }).network, settings(normalised(4), { rounds: 6 }).pruning).at(-1)?.[0]?.kept,
    ).toBe(681);
  });
});
