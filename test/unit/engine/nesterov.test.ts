/** Momentum and Nesterov momentum, with the learning rate of one cycle: PyTorch's weights, on the embedded engine and the reference. */
import { describe, expect, it } from 'vitest';
import { createReferenceEngine } from '../../../src/engine/reference/engine.ts';
import { createWasmEngine } from '../../../src/engine/wasm/engine.ts';
import { distance } from './support/distance.ts';
import { finished } from './support/finished.ts';
import { kernelBytes } from './support/kernel-bytes.ts';
import { distanceToPytorch, pytorchInput } from './support/pytorch-training.ts';
import { keepGoing, trainInputFor } from './support/synthetic.ts';

const wasm = createWasmEngine(kernelBytes);
const reference = createReferenceEngine();
const trained = (engine: typeof wasm, nesterov: boolean) => finished(engine.train(pytorchInput(nesterov), keepGoing)).weights;

describe.each([false, true])('ten iterations with nesterov: %s', (nesterov) => {
  it("give PyTorch's weights", () => {
    expect(distanceToPytorch(trained(reference, nesterov), nesterov)).toBeLessThan(1e-7);
    expect(distanceToPytorch(trained(wasm, nesterov), nesterov)).toBeLessThan(2e-6);
  });

  it('are no others', () => {
    expect(distanceToPytorch(trained(wasm, nesterov), !nesterov)).toBeGreaterThan(0.01);
  });
});

describe.each([null, 0.7, 0.1])('Nesterov momentum at density %s', (density) => {
  const optimizer = { name: 'momentum' as const, learningRate: 0.02, momentum: 0.9, nesterov: true as const, weightDecay: 0.01 };
  const input = trainInputFor({
    sizes: [30, 17, 9, 4],
    density,
    seed: 'nesterov',
    data: { count: 131, kind: 'bytes', zeros: 0.7 },
    spec: { batchSize: 20, optimizer, iterations: 12, evaluateEvery: 6, returnsOptimizerState: true },
  });

  it('agrees with the reference', () => {
    const [ours, theirs] = [wasm, reference].map((engine) => finished(engine.train(input, keepGoing)));
    expect(distance(theirs?.weights ?? new Map(), ours?.weights ?? new Map())).toBeLessThan(1e-4);
  });

  it('moves no pruned weight, and goes on bit for bit after a stop', () => {
    const whole = finished(wasm.train(input, keepGoing));
    for (const [name, { data }] of input.mask ?? [])
      for (const tensors of [whole.weights, ...(whole.optimizerState?.slots.values() ?? [])])
        expect(data.every((kept, place) => kept === 1 || tensors.get(name)?.data[place] === 0)).toBe(true);
    let asked = 0;
    const stopped = wasm.train(input, { shouldStop: () => ++asked > 7 });
    if (stopped.kind !== 'stopped') throw new Error('not stopped');
    expect(stopped.checkpoint.iteration).toBeGreaterThan(1);
    expect(finished(wasm.train({ ...input, resumeFrom: stopped.checkpoint }, keepGoing))).toEqual(whole);
  });
});
