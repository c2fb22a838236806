/** Pruned weights and their optimiser state are exactly +0, always, on every path. */
import { describe, expect, it } from 'vitest';
import type { EngineCheckpoint } from '../../../src/engine/engine.ts';
import { createWasmEngine } from '../../../src/engine/wasm/engine.ts';
import type { OptimizerName } from '../../../src/shared/specs/training.ts';
import type { Mask, Weights } from '../../../src/shared/tensors/tensors.ts';
import { kernelBytes } from './support/kernel-bytes.ts';
import { trainInputFor } from './support/synthetic.ts';

const engine = createWasmEngine(kernelBytes);

function prunedValues(weights: Weights, mask: Mask): number[] {
  return [...mask].flatMap(([name, { data }]) => [...(weights.get(name)?.data ?? [])].filter((_, index) => data[index] === 0));
}

describe.each<OptimizerName>(['adam', 'sgd', 'momentum'])('after training with %s and weight decay', (name) => {
  it.each([0.9, 0.7, 0.4, 0.1, 0.02])('pruned weights are +0 at density %d', (density) => {
    const optimizer = { name, learningRate: 0.01, momentum: 0.9, weightDecay: 0.1 };
    const input = trainInputFor({
      sizes: [33, 21, 14, 5],
      density,
      seed: 'pruned',
      data: { count: 200, kind: 'bytes', zeros: 0.7 },
      spec: { optimizer, iterations: 400 },
    });
    let steps = 0;
    const outcome = engine.train(input, { shouldStop: () => ++steps > 60 });
    const checkpoint = (outcome as { checkpoint: EngineCheckpoint }).checkpoint;
    const mask = input.mask ?? new Map();
    for (const weights of [checkpoint.weights, ...checkpoint.slots.values()]) {
      const values = prunedValues(weights, mask);
      expect(values.length).toBeGreaterThan(50);
      expect(values.every((value) => Object.is(value, 0))).toBe(true);
    }
  });
});
