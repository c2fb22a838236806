/** TensorFlow.js agrees with the embedded engine on every kind of layer. LeNet-300-100 and Conv-2 take longer: test/worker/engine/tfjs. */
import { describe, it } from 'vitest';
import { imageInputFor } from '../support/image-input.ts';
import { networkWith } from '../support/networks.ts';
import { expectAgreement } from './agreement.ts';
import { presentForConvolutions, started } from './backends/backends.ts';

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

const networks = { plain, deep };

describe.each(presentForConvolutions)('a small network of convolutions on the backend %s', (backend) => {
  it.each([
    ['plain', 'adam', null],
    ['plain', 'adam', 0.4],
    ['plain', 'sgd', null],
    ['plain', 'sgd', 0.4],
    ['deep', 'adam', null],
    ['deep', 'adam', 0.4],
    ['deep', 'sgd', null],
    ['deep', 'momentum', 0.4],
  ] as const)('%s, %s at density %s', async (which, optimizer, density) => {
    const { engine } = await started(backend);
    const network = networkWith(networks[which] as unknown as Parameters<typeof networkWith>[0], [3, 8, 8], 4);
    const spec = { dropoutSeed: 'dropout', augmentation: { flip: true, crop: 2, seed: 'moves' } };
    await expectAgreement(engine, imageInputFor({ network, density, count: 80, seed: `images ${optimizer}`, spec }), {
      optimizer,
      iterations: 15,
      samples: 20,
    });
  });
});
