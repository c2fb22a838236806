/** TensorFlow.js agrees with the embedded engine on the paper's networks. */
import { describe, it } from 'vitest';
import { lenetInput } from '../../../../bench/lenet-input.ts';
import { layersOf } from '../../../../src/shared/config/networks/layer-names.ts';
import { imageInputFor } from '../../../unit/engine/support/image-input.ts';
import { networkWith } from '../../../unit/engine/support/networks.ts';
import { expectAgreement, expectSameCurve, expectSameFirstStep } from '../../../unit/engine/tfjs/agreement.ts';
import { hasNative, noNative, present, started } from '../../../unit/engine/tfjs/backends.ts';

it.skipIf(hasNative)(noNative, () => undefined);

describe.each(present)('LeNet-300-100 on the backend %s', (backend) => {
  describe.each([1, 0.2])('at density %d', (density) => {
    it.each(['adam', 'sgd'] as const)('%s', async (optimizer) => {
      const { engine } = await started(backend);
      expectSameFirstStep(engine, lenetInput(density), { optimizer, iterations: 1, samples: 20 });
      // In plain JavaScript batches of 10 and few samples, for both engines, keep 200 iterations short.
      const [batchSize, samples] = backend === 'cpu' ? [10, 20] : [60, 300];
      expectSameCurve(engine, lenetInput(density, { batchSize }), { optimizer, iterations: 200, samples });
    });
  });
});

describe.runIf(hasNative)('Conv-2 on the backend native', () => {
  it.each([
    ['adam', null, 2e-4],
    ['adam', 0.2, 2e-4],
    ['sgd', null, 0.001],
    ['sgd', 0.2, 0.001],
  ] as const)('%s at density %s', async (optimizer, density, learningRate) => {
    const { engine } = await started('native');
    const network = networkWith(layersOf('conv-2').slice(0, -1), [3, 32, 32], 10);
    const input = imageInputFor({ network, density, count: 80, seed: 'conv-2' });
    expectAgreement(engine, input, { optimizer, learningRate, iterations: 20, samples: 20 });
  });
});
