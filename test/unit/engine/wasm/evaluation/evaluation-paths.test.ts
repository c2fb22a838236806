/** Evaluations: every path gives the same bits, so that the rule may choose the fastest. */
import { describe, expect, it } from 'vitest';
import type { TrainInput } from '../../../../../src/engine/engine.ts';
import { createReferenceEngine } from '../../../../../src/engine/reference/engine.ts';
import type { MeanResult } from '../../../../../src/engine/training-session.ts';
import { evaluateGroups, EvaluationNetwork } from '../../../../../src/engine/wasm/evaluation/evaluation-network.ts';
import { EvaluationPart } from '../../../../../src/engine/wasm/evaluation/inputs/evaluation-part.ts';
import { type EvaluationPath, evaluationPath } from '../../../../../src/engine/wasm/evaluation/evaluation-path.ts';
import { usefulWeights } from '../../../../../src/engine/wasm/evaluation/inputs/read-inputs.ts';
import { inputScaling } from '../../../../../src/engine/wasm/layers/program-context.ts';
import { Arena, WasmMemory } from '../../../../../src/engine/wasm/memory/wasm-memory.ts';
import type { DenseNetwork } from '../../../../../src/shared/network/network.ts';
import { firstIndices } from '../../../../../src/shared/numbers/counting.ts';
import type { Mask, Weights } from '../../../../../src/shared/tensors/tensors.ts';
import { kernelBytes } from '../../support/kernel-bytes.ts';
import { keepGoing, networkOf, trainInputFor } from '../../support/synthetic.ts';

const kinds: readonly EvaluationPath[] = ['dense', 'inputs', 'weights'];
const combinations = kinds.flatMap((first) => kinds.flatMap((second) => kinds.map((third) => [first, second, third] as const)));

function masked(weights: Weights, mask: Mask | null): Weights {
  const kept = (name: string, index: number): boolean => mask?.get(name)?.data[index] !== 0;
  return new Map(
    [...weights].map(([name, { shape, data }]) => [name, { shape, data: data.map((value, n) => (kept(name, n) ? value : 0)) }]),
  );
}

function evaluate(input: TrainInput, paths: readonly EvaluationPath[], isPrepared: boolean): MeanResult | null {
  const { data, mask, spec, weights } = input;
  const { layers } = spec.network as DenseNetwork;
  const arena = new Arena();
  const memory = new WasmMemory(kernelBytes);
  const scaling = inputScaling(layers[0]?.inputs ?? 0, true, data.mean, data.standardDeviation);
  const network = new EvaluationNetwork(arena, memory, { layers, mask, scaling, paths });
  const indices = firstIndices(data.test.count);
  const part = new EvaluationPart(arena, memory, network.form, data.test, indices, isPrepared);
  memory.reserve(arena.size);
  network.prepare();
  part.prepare();
  network.refresh(masked(weights, mask));
  return evaluateGroups(network, part, keepGoing.shouldStop);
}

describe.each([null, 0.6, 0.05])('evaluation at density %s', (density) => {
  // Sizes that are no multiple of any block, and more samples than fill whole groups.
  const input = trainInputFor({ sizes: [53, 43, 29, 7], density, seed: 'bits', data: { count: 420, kind: 'bytes', zeros: 0.6 } });
  const { data, spec, mask, weights } = input;
  const expected = evaluate(input, ['dense', 'dense', 'dense'], true);

  it('agrees with the reference', () => {
    const reference = createReferenceEngine().evaluate({
      ...data,
      network: spec.network,
      weights: masked(weights, mask),
      samples: data.test,
    });
    expect(expected?.loss).toBeCloseTo(reference.loss, 5);
    expect(expected?.accuracy).toBe(reference.accuracy);
  });

  it.each(combinations)('gives the same bits on %s, %s, %s', (...paths) => {
    expect(evaluate(input, paths, true)).toEqual(expected);
    expect(evaluate(input, paths, false)).toEqual(expected);
  });
});

describe('the rule', () => {
  const [first, second, third] = (networkOf([784, 300, 100, 10]) as DenseNetwork).layers;
  const path = (place: number, density: number, zeroInputs: number): EvaluationPath => {
    const layer = [first, second, third][place];
    if (!layer) throw new Error('There is no such layer.');
    return evaluationPath({ layer, isFirst: place === 0, density, zeroInputs });
  };

  it('skips zero inputs of images of a few strokes until few weights are left', () => {
    expect([1, 0.3, 0.1].map((density) => path(0, density, 0.81))).toEqual(['inputs', 'inputs', 'weights']);
  });

  it('multiplies matrices where inputs are mostly not 0', () => {
    expect([1, 0.8, 0.5].map((density) => path(0, density, 0.02))).toEqual(['dense', 'dense', 'weights']);
  });

  it('skips zeros of ReLU in a wide layer only', () => {
    expect([path(1, 1, 0.5), path(1, 0.4, 0.5), path(2, 1, 0.5)]).toEqual(['inputs', 'weights', 'weights']);
  });
});

it('leaves out weights of units that nothing reads, in all layers before', () => {
  // 2 -> 3 -> 2 -> 1: the output reads unit 1, which reads unit 2 only.
  const { layers } = networkOf([2, 3, 2, 1]) as DenseNetwork;
  const mask: Mask = new Map([
    ['fc1.weight', { shape: [3, 2], data: Uint8Array.from([1, 1, 1, 1, 0, 1]) }],
    ['fc2.weight', { shape: [2, 3], data: Uint8Array.from([1, 1, 1, 0, 0, 1]) }],
    ['fc3.weight', { shape: [1, 2], data: Uint8Array.from([0, 1]) }],
  ]);
  expect(usefulWeights(layers, mask).map((useful) => [...useful])).toEqual([[5], [5], [1]]);
});
