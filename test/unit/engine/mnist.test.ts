/** LeNet-300-100 learns the real MNIST. */
import { expect, it } from 'vitest';
import { lenetInput } from '../../../bench/lenet-input.ts';
import { createWasmEngine } from '../../../src/engine/wasm/engine.ts';
import { finished } from './support/finished.ts';
import { kernelBytes } from './support/kernel-bytes.ts';
import { keepGoing } from './support/synthetic.ts';

it.each([
  [1, 0.92],
  [0.2, 0.9],
])(
  'after 300 iterations at density %d above %d',
  (density, accuracy) => {
    const { evaluations } = finished(createWasmEngine(kernelBytes).train(lenetInput(density), keepGoing));
    expect(evaluations.at(-1)?.testAccuracy).toBeGreaterThan(accuracy);
  },
  30000,
);
