/** The stated formula against the memory that real trainings take. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lenetInput } from '../../../../bench/lenet-input.ts';
import type { TrainInput } from '../../../../src/engine/engine.ts';
import { trainingMemoryBytes, workerMemoryBytes } from '../../../../src/engine/wasm/worker-memory.ts';
import { imageInputFor } from '../support/image-input.ts';
import { memoryOf, memoryOrder, page } from './memory-order.ts';
import { networkWith } from '../support/networks.ts';
import { maskFor, trainInputFor, weightsFor } from '../support/synthetic.ts';

/** A convolutional network on MNIST. */
function convolutionalInput(density: number): TrainInput {
  const input = lenetInput(1);
  const small = [
    { kind: 'convolution', filters: 16 },
    { kind: 'convolution', filters: 16 },
    { kind: 'max-pool' },
    { kind: 'flatten' },
    { units: 60 },
  ] as const;
  const network = networkWith(small, [1, 28, 28], 10);
  const mask = density === 1 ? null : maskFor(network, density, 'memory');
  return { ...input, spec: { ...input.spec, network }, weights: weightsFor(network, 'memory'), mask };
}

describe.each([1, 0.8, 0.5, 0.19, 0.05])('on MNIST at density %d', (density) => {
  it.each([
    { name: 'LeNet-300-100', inputAt: lenetInput },
    { name: 'a small convolutional network', inputAt: convolutionalInput },
  ])('the formula is at least what $name takes, and at most 15 % more', ({ inputAt }) => {
    const input = inputAt(density);
    const taken = memoryOf(input);
    const stated = trainingMemoryBytes(memoryOrder(input), density);
    expect(stated).toBeGreaterThanOrEqual(taken - page);
    expect(stated).toBeLessThan(1.15 * taken);
  });
});

it('of any round, it is at least that of each', () => {
  const order = memoryOrder(lenetInput(1));
  const rounds = Array.from({ length: 24 }, (_, round) => trainingMemoryBytes(order, Math.max(0.005, 0.99 - round / 24)));
  expect(trainingMemoryBytes(order, null)).toBeGreaterThanOrEqual(Math.max(...rounds, trainingMemoryBytes(order, 1)));
});

it('a worker of LeNet-300-100 on MNIST takes less than 300 MB', () => {
  expect(workerMemoryBytes(memoryOrder(lenetInput(1)))).toBeLessThan(300e6);
});

it('a small network is measured by its images alone', () => {
  const network = networkWith([{ kind: 'convolution', filters: 8 }, { kind: 'max-pool' }, { units: 20 }], [3, 16, 16], 10);
  const input = imageInputFor({ network, density: null, count: 200, seed: 'memory', spec: { batchSize: 32 } });
  const taken = memoryOf(input);
  expect(trainingMemoryBytes(memoryOrder(input), 1)).toBeGreaterThanOrEqual(taken - page);
  expect(trainingMemoryBytes(memoryOrder(input), 1)).toBeLessThan(1.15 * taken);
});

it('the formula is never less than what a training of any sizes takes', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(
      sizes,
      fc.constantFrom(null, 0.9, 0.64, 0.28, 0.01),
      fc.integer({ min: 1, max: 100 }),
      fc.constantFrom(0, 0.8),
      fc.constantFrom('bytes' as const, 'floats' as const),
      (drawn, density, batchSize, zeros, kind) => {
        const input = trainInputFor({ sizes: drawn, density, seed: 'memory', data: { count: 140, kind, zeros }, spec: { batchSize } });
        const taken = memoryOf(input) - page;
        // What maskFor keeps is rounded by layer.
        if (density === null) expect(trainingMemoryBytes(memoryOrder(input), 1)).toBeGreaterThanOrEqual(taken);
        expect(trainingMemoryBytes(memoryOrder(input), null)).toBeGreaterThanOrEqual(taken);
      },
    ),
    { seed: 4, numRuns: 80 },
  );
});
