import fc from 'fast-check';
import { expect, it } from 'vitest';
import { WasmMemory } from '../../../src/engine/wasm/wasm-memory.ts';
import { shapeOf } from '../../../src/engine/wasm/samples-in-memory.ts';
import { WasmSession } from '../../../src/engine/wasm/session.ts';
import { workerMemoryBytes } from '../../../src/engine/wasm/worker-memory.ts';
import { kernelBytes } from './kernel-bytes.ts';
import { trainInputFor } from './synthetic.ts';

it('the stated formula is never less than what a training takes', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(
      sizes,
      fc.constantFrom(null, 0.9, 0.64, 0.28, 0.01),
      fc.integer({ min: 1, max: 100 }),
      fc.constantFrom(0, 0.8),
      (drawn, density, batchSize, zeros) => {
        const input = trainInputFor({
          sizes: drawn,
          density,
          seed: 'memory',
          data: { count: 140, kind: 'bytes', zeros },
          spec: { batchSize },
        });
        const memory = new WasmMemory(kernelBytes);
        new WasmSession(memory, input);
        expect(workerMemoryBytes(input.spec.network, [input.data.pool, input.data.test].map(shapeOf), batchSize)).toBeGreaterThanOrEqual(
          memory.size - 65536,
        );
      },
    ),
    { seed: 4, numRuns: 40 },
  );
});
