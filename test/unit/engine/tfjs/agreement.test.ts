/** TensorFlow.js agrees with the embedded engine. Plain JavaScript is slow: its LeNet-300-100 is in test/worker. */
import { describe, it } from 'vitest';
import { lenetInput } from '../../../../bench/lenet-input.ts';
import { imageInputFor } from '../image-input.ts';
import { networkWith } from '../networks.ts';
import { expectAgreement } from './agreement.ts';
import { started } from './backends.ts';

describe('LeNet-300-100 on WebAssembly', () => {
  it.each([
    ['adam', 1],
    ['adam', 0.2],
    ['sgd', 1],
    ['sgd', 0.2],
  ] as const)('%s at density %d', async (name, density) => {
    const { engine } = await started('wasm');
    expectAgreement(engine, lenetInput(density), name, 200);
  });
});

const plain = [
  { kind: 'convolution', filters: 4, kernelSize: 3 },
  { kind: 'convolution', filters: 4, kernelSize: 3, stride: 2 },
  { kind: 'max-pool' },
  { kind: 'flatten' },
  { units: 16 },
] as const;
const deep = [
  { kind: 'convolution', filters: 4, kernelSize: 3, bias: false },
  { kind: 'batch-normalization' },
  {
    kind: 'residual',
    layers: [{ kind: 'convolution', filters: 4, stride: 2 }, { kind: 'batch-normalization' }],
    shortcut: 'convolution',
  },
  { kind: 'relu' },
  { kind: 'dropout', rate: 0.3 },
  { kind: 'average-pool' },
  { kind: 'global-average-pool' },
  { units: 16 },
] as const;

describe.each([
  ['plain', plain],
  ['deep', deep],
] as const)('a small network of convolutions (%s) on plain JavaScript', (_, list) => {
  it.each([
    ['adam', null],
    ['adam', 0.4],
    ['sgd', null],
    ['sgd', 0.4],
    ['momentum', 0.4],
  ] as const)('%s at density %s', async (name, density) => {
    const { engine } = await started('cpu');
    const network = networkWith(list as unknown as Parameters<typeof networkWith>[0], [3, 8, 8], 4);
    const spec = { dropoutSeed: 'dropout', augmentation: { flip: true, crop: 2, seed: 'moves' } };
    expectAgreement(engine, imageInputFor({ network, density, count: 80, seed: `images ${name}`, spec }), name, 15);
  });
});
