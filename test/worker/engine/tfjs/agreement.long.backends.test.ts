/** TensorFlow.js agrees with the embedded engine on LeNet-300-100; Conv-2, too slow elsewhere, is test/native's. */
import { describe, it } from 'vitest';
import { lenetInput } from '../../../../bench/lenet-input.ts';
import type { TfjsBackend } from '../../../../src/shared/specs/training.ts';
import { expectSameCurve, expectSameFirstStep } from '../../../unit/engine/tfjs/agreement.ts';
import { present, started } from '../../../unit/engine/tfjs/backends/backends.ts';

/** Batch size, samples and iterations: plain JavaScript is the slowest. */
const courses: Readonly<Partial<Record<TfjsBackend, readonly [number, number, number]>>> = { cpu: [10, 20, 30], wasm: [60, 300, 60] };

describe.each(present)('LeNet-300-100 on the backend %s', (backend) => {
  describe.each([1, 0.2])('at density %d', (density) => {
    it.each(['adam', 'sgd'] as const)('%s', async (optimizer) => {
      const { engine } = await started(backend);
      await expectSameFirstStep(engine, lenetInput(density), { optimizer, iterations: 1, samples: 20 });
      // Every ten iterations begin in the embedded engine's state, so that few of them tell what many would; the native library is fast enough for 200.
      const [batchSize, samples, iterations] = courses[backend] ?? [60, 300, 200];
      await expectSameCurve(engine, lenetInput(density, { batchSize }), { optimizer, iterations, samples });
    });
  });
});
