/** A thousand iterations of a small network on every path stay with the reference. */
import { expect, it } from 'vitest';
import { createReferenceEngine } from '../../../src/engine/reference/engine.ts';
import { createWasmEngine } from '../../../src/engine/wasm/engine.ts';
import { finished } from './support/finished.ts';
import { kernelBytes } from './support/kernel-bytes.ts';
import { keepGoing, trainInputFor } from './support/synthetic.ts';

const wasm = createWasmEngine(kernelBytes);
const reference = createReferenceEngine();

it.each([
  ['dense', null, 'floats', 0],
  ['input-sparse', null, 'bytes', 0.81],
  ['input-sparse with a mask', 0.8, 'bytes', 0.81],
  ['input-sparse over survivors', 0.4, 'bytes', 0.81],
  ['sparse', 0.15, 'bytes', 0.81],
  ['sparse over dense inputs', 0.3, 'floats', 0],
] as const)('%s', (_, density, kind, zeros) => {
  const optimizer = { name: 'sgd' as const, learningRate: 0.01, momentum: 0, weightDecay: 0.001 };
  const input = trainInputFor({
    sizes: [12, 7, 5, 3],
    density,
    seed: 'long',
    data: { count: 90, kind, zeros },
    spec: { batchSize: 6, optimizer, iterations: 1000, evaluateEvery: 1000 },
  });
  const expected = finished(reference.train(input, keepGoing)).weights;
  const actual = finished(wasm.train(input, keepGoing)).weights;
  for (const [name, { data }] of expected)
    data.forEach((value, index) => {
      expect(Math.abs((actual.get(name)?.data[index] ?? NaN) - value)).toBeLessThan(2e-4);
    });
});
