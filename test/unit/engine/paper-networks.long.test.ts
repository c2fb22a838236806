/** The paper's networks, an eighth as wide, on both engines. */
import { expect, it } from 'vitest';
import { createReferenceEngine } from '../../../src/engine/reference/engine.ts';
import { createWasmEngine } from '../../../src/engine/wasm/engine.ts';
import { namedNetworks } from '../../../src/shared/config/networks/named-networks.ts';
import type { LayerConfig } from '../../../src/shared/config/schema/layer-schemas.ts';
import type { NetworkName } from '../../../src/shared/config/schema/network-schema.ts';
import { distance } from './support/distance.ts';
import { finished } from './support/finished.ts';
import { imageInputFor } from './support/image-input.ts';
import { kernelBytes } from './support/kernel-bytes.ts';
import { networkWith } from './support/networks.ts';
import { keepGoing } from './support/synthetic.ts';

const wasm = createWasmEngine(kernelBytes);
const reference = createReferenceEngine();

type Plain = Exclude<LayerConfig, { kind: 'residual' }>;

function narrow(layer: LayerConfig): LayerConfig {
  if (layer.kind === 'residual') return { ...layer, layers: layer.layers.map((inner) => narrow(inner) as Plain) };
  if (layer.kind === 'convolution') return { ...layer, filters: Math.ceil(layer.filters / 8) };
  return layer.kind === 'batch-normalization' ? { ...layer, epsilon: 0.01 } : layer;
}

it.each<[NetworkName, number, number | null]>([
  ['conv-2', 8, 0.5],
  ['conv-6-dropout', 8, null],
  ['resnet-20', 8, null],
  ['resnet-20', 8, 0.3],
  ['vgg-19', 16, null],
])(
  '%s trains as the reference does, images of %d pixels, density %s',
  (name, side, density) => {
    const network = networkWith(namedNetworks[name].slice(0, -1).map(narrow), [3, side, side], 10);
    const optimizer = { name: 'momentum' as const, learningRate: 0.01, momentum: 0.9, weightDecay: 1e-4 };
    const augmentation = { flip: true, crop: 2, seed: 'augmentation' };
    const spec = { batchSize: 6, optimizer, iterations: 2, evaluateEvery: 2, dropoutSeed: 'dropout', augmentation };
    const input = imageInputFor({ network, density, count: 24, seed: 'paper', spec });
    const [expected, actual] = [finished(reference.train(input, keepGoing)), finished(wasm.train(input, keepGoing))];
    expect(distance(expected.weights, actual.weights)).toBeLessThan(5e-3);
    expect(actual.evaluations[0]?.validationLoss).toBeCloseTo(expected.evaluations[0]?.validationLoss ?? NaN, 2);
  },
  60_000,
);
