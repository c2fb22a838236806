/** Native TensorFlow agrees with the embedded engine on Conv-2, which the other backends are too slow for. */
import { describe, it } from 'vitest';
import { layersOf } from '../../src/shared/config/networks/layer-names.ts';
import { imageInputFor } from '../unit/engine/support/image-input.ts';
import { networkWith } from '../unit/engine/support/networks.ts';
import { expectAgreement } from '../unit/engine/tfjs/agreement.ts';
import { started } from '../unit/engine/tfjs/backends/backends.ts';

describe('Conv-2 on the backend native', () => {
  it.each([
    ['adam', null, 2e-4],
    ['adam', 0.2, 2e-4],
    ['sgd', null, 0.001],
    ['sgd', 0.2, 0.001],
  ] as const)('%s at density %s', async (optimizer, density, learningRate) => {
    const { engine } = await started('native');
    const network = networkWith(layersOf('conv-2').slice(0, -1), [3, 32, 32], 10);
    const input = imageInputFor({ network, density, count: 80, seed: 'conv-2' });
    await expectAgreement(engine, input, { optimizer, learningRate, iterations: 20, samples: 20 });
  });
});
