/** TensorFlow.js agrees with the embedded engine on LeNet-300-100; Conv-2, too slow elsewhere, is test/native's. */
import { describe, it } from 'vitest';
import { lenetInput } from '../../../../bench/lenet-input.ts';
import { expectSameCurve, expectSameFirstStep } from '../../../unit/engine/tfjs/agreement.ts';
import { present, started } from '../../../unit/engine/tfjs/backends.ts';

describe.each(present)('LeNet-300-100 on the backend %s', (backend) => {
  describe.each([1, 0.2])('at density %d', (density) => {
    it.each(['adam', 'sgd'] as const)('%s', async (optimizer) => {
      const { engine } = await started(backend);
      expectSameFirstStep(engine, lenetInput(density), { optimizer, iterations: 1, samples: 20 });
      // In plain JavaScript batches of 10, few samples and half the iterations keep it short; the other backends go on to 200.
      const [batchSize, samples, iterations] = backend === 'cpu' ? [10, 20, 100] : [60, 300, 200];
      expectSameCurve(engine, lenetInput(density, { batchSize }), { optimizer, iterations, samples });
    });
  });
});
