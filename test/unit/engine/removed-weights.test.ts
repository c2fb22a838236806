/** A pruned network computes what the smaller network does that has these filters and units not at all. */
import { describe, expect, it } from 'vitest';
import { createReferenceEngine } from '../../../src/engine/reference/engine.ts';
import { createWasmEngine } from '../../../src/engine/wasm/engine.ts';
import { fullMask } from '../../../src/lottery/masks/mask.ts';
import type { Mask, Tensor, Weights } from '../../../src/shared/tensors/tensors.ts';
import { imageInputFor } from './support/image-input.ts';
import { kernelBytes } from './support/kernel-bytes.ts';
import { networkWith } from './support/networks.ts';

/** Of the first convolution's filters the second is gone, and of the second one's the last. */
const [goneFirst, goneSecond] = [1, 4];
const build = (first: number, second: number, units: number) =>
  networkWith(
    [
      { kind: 'convolution', filters: first },
      { kind: 'convolution', filters: second, stride: 2 },
      { kind: 'global-average-pool' },
      { units },
    ],
    [2, 6, 6],
    3,
  );
const [whole, small] = [build(4, 5, 6), build(3, 4, 6)];

/** Which places of a tensor the smaller network has not. */
function isGone(name: string, shape: readonly number[], index: number): boolean {
  const [, inputs = 1, ...kernel] = shape;
  const area = kernel.reduce((product, side) => product * side, 1);
  const [output, input] = [Math.floor(index / (inputs * area)), Math.floor(index / area) % inputs];
  if (name === 'conv1.weight' || name === 'conv1.bias') return output === goneFirst;
  if (name === 'conv2.weight') return output === goneSecond || input === goneFirst;
  if (name === 'conv2.bias') return output === goneSecond;
  return name === 'fc1.weight' && input === goneSecond;
}

const kept = (weights: Weights): Weights =>
  new Map(
    [...weights].map(([name, { shape, data }]): [string, Tensor] => [
      name,
      { shape, data: data.filter((_, index) => !isGone(name, shape, index)) },
    ]),
  );

const mask: Mask = new Map(
  [...fullMask(whole)].map(([name, { shape, data }]) => [
    name,
    { shape, data: data.map((_, index) => (isGone(name, shape, index) ? 0 : 1)) },
  ]),
);

describe.each([
  ['the embedded engine', createWasmEngine(kernelBytes)],
  ['the reference', createReferenceEngine()],
])('%s', (_, engine) => {
  it('gives the gradients and the loss of the network without the pruned filters', () => {
    const { data, weights } = imageInputFor({ network: whole, density: null, count: 40, seed: 'removed' });
    const pruned = engine.gradients({ ...data, network: whole, weights, mask, samples: data.test });
    const removed = engine.gradients({ ...data, network: small, weights: shaped(kept(weights)), mask: null, samples: data.test });
    for (const [name, { data: expected }] of removed) {
      const actual = kept(pruned).get(name)?.data ?? new Float32Array(0);
      expect(actual).toHaveLength(expected.length);
      expected.forEach((slope, index) => expect(actual[index]).toBeCloseTo(slope, 6));
    }
    for (const [name, { shape, data: slopes }] of pruned)
      if (name.endsWith('.weight')) slopes.forEach((slope, index) => (isGone(name, shape, index) ? expect(slope).toBe(0) : undefined));
  });
});

/** The smaller network's shapes. */
function shaped(weights: Weights): Weights {
  const shapes = new Map(
    [...imageInputFor({ network: small, density: null, count: 8, seed: 'shapes' }).weights].map(([name, { shape }]) => [name, shape]),
  );
  return new Map([...weights].map(([name, { data }]): [string, Tensor] => [name, { shape: shapes.get(name) ?? [], data }]));
}
