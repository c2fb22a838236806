/** A pixel that is lit once leaves gradients of 0 behind: the optimiser's state must not sink into subnormals, which are slow. */
import { expect, it } from 'vitest';
import { WasmMemory } from '../../../../src/engine/wasm/memory/wasm-memory.ts';
import { WasmSession } from '../../../../src/engine/wasm/session.ts';
import { firstIndices } from '../../../../src/shared/numbers/counting.ts';
import type { OptimizerName } from '../../../../src/shared/specs/training.ts';
import { kernelBytes } from '../support/kernel-bytes.ts';
import { trainInputFor } from '../support/synthetic.ts';

const smallestNormal = 1.1754943508222875e-38;
const features = 30;
const optimizers: readonly OptimizerName[] = ['adam', 'momentum'];

it.each(optimizers.flatMap((name) => [null, 0.1].map((density) => [name, density] as const)))(
  'keeps subnormals out of %s at density %s',
  (name, density) => {
    const optimizer = { name, learningRate: 0.001, momentum: 0.9, weightDecay: 0 };
    const input = trainInputFor({
      sizes: [features, 20, 4],
      density,
      seed: 'subnormals',
      data: { count: 1000, kind: 'bytes', zeros: 0.8 },
      spec: { optimizer, batchSize: 20 },
    });
    // No normalisation, and each of the first 20 samples alone lights one of the first 20 pixels.
    const pool = { ...input.data.pool, values: Uint8Array.from(input.data.pool.values, (value, n) => (n % features < 20 ? 0 : value)) };
    for (let k = 0; k < 20; k++) pool.values[k * features + k] = 255;
    const session = new WasmSession(new WasmMemory(kernelBytes), {
      ...input,
      data: { ...input.data, pool, mean: [0], standardDeviation: [1] },
    });
    session.step(firstIndices(20), 1);
    for (let step = 0; step < 2500; step++)
      session.step(
        Uint32Array.from({ length: 20 }, (_, n) => 20 + ((step * 20 + n) % 980)),
        step + 2,
      );
    const state = [...session.optimizerState().slots.values()].flatMap((slot) => [...slot.values()].flatMap(({ data }) => [...data]));
    expect(state.some((value) => Math.abs(value) > 1e-6)).toBe(true);
    expect(state.filter((value) => value !== 0 && Math.abs(value) < smallestNormal)).toEqual([]);
  },
);
