/** Dead units are left out and change nothing; units that nothing enters are constants that are trained. */
import { describe, expect, it } from 'vitest';
import type { TrainInput } from '../../../../../src/engine/engine.ts';
import { createReferenceEngine } from '../../../../../src/engine/reference/engine.ts';
import { liveOutputs } from '../../../../../src/engine/wasm/dense/network-program.ts';
import { createWasmEngine } from '../../../../../src/engine/wasm/engine.ts';
import type { Mask } from '../../../../../src/shared/tensors/tensors.ts';
import { finished } from '../../support/finished.ts';
import { kernelBytes } from '../../support/kernel-bytes.ts';
import { keepGoing, networkOf, trainInputFor } from '../../support/synthetic.ts';

const maskOf = (tensors: Record<string, readonly (readonly number[])[]>): Mask =>
  new Map(
    Object.entries(tensors).map(([name, rows]) => [
      name,
      { shape: [rows.length, rows[0]?.length ?? 0], data: Uint8Array.from(rows.flat()) },
    ]),
  );

describe('live units', () => {
  it('are those from which survivors lead to a logit', () => {
    const mask = maskOf({
      // Nothing enters unit 1.
      'fc1.weight': [
        [1, 1],
        [0, 0],
        [1, 0],
        [0, 1],
      ],
      // Unit 0 of the first layer leads nowhere; unit 2 leads to unit 2 only, which is dead itself.
      'fc2.weight': [
        [0, 1, 0, 0],
        [0, 0, 0, 1],
        [0, 0, 1, 0],
      ],
      'fc3.weight': [
        [1, 0, 0],
        [0, 1, 0],
      ],
    });
    const live = liveOutputs(networkOf([2, 4, 3, 2]).layers as Parameters<typeof liveOutputs>[0], mask);
    expect(live.map((units) => [...units])).toEqual([
      [1, 3],
      [0, 1],
      [0, 1],
    ]);
  });

  it('are all units without a mask', () => {
    const live = liveOutputs(networkOf([2, 3, 2]).layers as Parameters<typeof liveOutputs>[0], null);
    expect(live.map(({ length }) => length)).toEqual([3, 2]);
  });
});

/** A sparse network with a dead unit, and one that nothing enters, in each hidden layer. */
function withDeadUnits(density: number): TrainInput {
  const optimizer = { name: 'momentum' as const, learningRate: 0.02, momentum: 0.9, weightDecay: 0.01 };
  const input = trainInputFor({
    sizes: [30, 14, 11, 4],
    density,
    seed: 'dead',
    data: { count: 150, kind: 'bytes', zeros: 0.8 },
    spec: { optimizer, iterations: 30, evaluateEvery: 30 },
  });
  // Above 0, so that the constant, and the unit it leads to, are not 0.
  input.weights.get('fc1.bias')?.data.fill(0.2, 5, 6);
  input.weights.get('fc2.bias')?.data.fill(1, 0, 1);
  for (const [name, { shape, data }] of input.mask ?? []) {
    const columns = shape[1] ?? 0;
    if (name !== 'fc1.weight') for (let row = 0; row < (shape[0] ?? 0); row++) data[row * columns + 3] = 0;
    if (name !== 'fc3.weight') data.fill(0, 5 * columns, 6 * columns);
  }
  // The constant of the first layer leads to a logit.
  input.mask?.get('fc2.weight')?.data.fill(1, 5, 6);
  input.mask?.get('fc3.weight')?.data.fill(1, 0, 1);
  return input;
}

describe.each([0.7, 0.35, 0.1])('with dead units and constants at density %d', (density) => {
  const input = withDeadUnits(density);
  const expected = finished(createReferenceEngine().train(input, keepGoing)).weights;
  const actual = finished(createWasmEngine(kernelBytes).train(input, keepGoing)).weights;

  it.each([...expected.keys()])('%s is trained as in the reference', (name) => {
    expected.get(name)?.data.forEach((value, index) => {
      expect(actual.get(name)?.data[index]).toBeCloseTo(value, 5);
    });
  });

  it('the bias of a unit that nothing enters is trained', () => {
    expect(actual.get('fc1.bias')?.data[5]).not.toBe(input.weights.get('fc1.bias')?.data[5]);
  });
});
