/**
 * Hessian times gradient against an independent exact product: double backward in NumPy (the package autograd 1.8), of networks with
 * ReLUs, max-pooling and batch normalisation. test/fixtures/engine/hessian-gradient.json holds its figures, to 7 digits.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hessianGradient, type HessianGradientInput } from '../../../src/engine/reference/hessian-gradient.ts';
import { resolveNetwork } from '../../../src/lottery/plan/resolve-network.ts';
import type { LayerConfig } from '../../../src/shared/config/schema/layer-schemas.ts';
import { networkSchema } from '../../../src/shared/config/schema/network-schema.ts';
import { parametersOf } from '../../../src/shared/network/parameters.ts';
import { productOf } from '../../../src/shared/network/shapes.ts';
import type { Mask, MaskTensor, Tensor } from '../../../src/shared/tensors/tensors.ts';

type Figures = Readonly<Record<'dense' | 'images', Readonly<Record<string, readonly number[]>>>>;
const figures = JSON.parse(readFileSync(new URL('../../fixtures/engine/hessian-gradient.json', import.meta.url), 'utf8')) as Figures;

/** Values that look random, by a rule that the figures' program follows too. */
const values = (count: number, seed: number, scale: number): Float32Array =>
  Float32Array.from({ length: count }, (_, k) => (((k * 7919 + seed * 104729) % 1009) / 1009 - 0.5) * scale);
const one = (tensor: Float32Array): Float32Array => tensor.map((value) => value + 1);

interface Setting {
  readonly layers: readonly LayerConfig[];
  readonly inputShape: readonly number[];
  readonly tensors: Readonly<Record<string, Float32Array>>;
  readonly samples: number;
  readonly input: Float32Array;
  readonly groupSize: number;
}

const settings: Readonly<Record<keyof Figures, Setting>> = {
  dense: {
    layers: [{ units: 9 }, { units: 7 }, { units: 4 }],
    inputShape: [6],
    tensors: {
      'fc1.weight': values(54, 1, 2),
      'fc1.bias': values(9, 11, 0.4),
      'fc2.weight': values(63, 2, 2),
      'fc2.bias': values(7, 12, 0.4),
      'fc3.weight': values(28, 3, 2),
      'fc3.bias': values(4, 13, 0.4),
    },
    samples: 8,
    input: values(48, 21, 4),
    groupSize: 4,
  },
  images: {
    layers: [
      { kind: 'convolution', filters: 3 },
      { kind: 'batch-normalization' },
      { kind: 'relu' },
      { kind: 'residual', layers: [{ kind: 'convolution', filters: 3 }, { kind: 'batch-normalization' }] },
      { kind: 'relu' },
      { kind: 'max-pool' },
      { kind: 'flatten' },
      { units: 4 },
    ],
    inputShape: [2, 4, 4],
    tensors: {
      'conv1.weight': values(54, 31, 1),
      'norm1.weight': one(values(3, 32, 1)),
      'norm1.bias': values(3, 33, 0.5),
      'block1.conv1.weight': values(81, 34, 1),
      'block1.norm1.weight': one(values(3, 35, 1)),
      'block1.norm1.bias': values(3, 36, 0.5),
      'fc1.weight': values(48, 37, 1),
      'fc1.bias': values(4, 38, 0.4),
    },
    samples: 6,
    input: values(192, 41, 4),
    groupSize: 3,
  },
};

function inputOf({ layers, inputShape, tensors, samples, input, groupSize }: Setting): HessianGradientInput {
  const network = resolveNetwork(networkSchema.parse({ layers }), inputShape, 4);
  const weights = new Map(
    parametersOf(network).map(({ name, shape, kind }): [string, Tensor] => {
      const blank = new Float32Array(productOf(shape)).fill(kind === 'running-variance' ? 1 : 0);
      return [name, { shape, data: tensors[name] ?? blank }];
    }),
  );
  const prunable = parametersOf(network).filter((parameter) => parameter.prunable);
  const mask: Mask = new Map(
    prunable.map(({ name, shape }, place): [string, MaskTensor] => [
      name,
      { shape, data: Uint8Array.from({ length: productOf(shape) }, (_, k) => ((k * 5 + place) % 7 === 0 ? 0 : 1)) },
    ]),
  );
  const labels = Uint8Array.from({ length: samples }, (_, k) => (k * 3) % 4);
  return {
    ...{ network, weights, mask, groupSize, temperature: 200, mean: [0], standardDeviation: [1] },
    samples: { count: samples, sampleShape: inputShape, values: input, labels },
    shouldStop: () => false,
  };
}

describe.each(Object.keys(settings) as (keyof Figures)[])('Hessian times gradient, %s', (name) => {
  const input = inputOf(settings[name]);
  const product = hessianGradient(input);

  it("is the exact product, of the mask's tensors alone", () => {
    expect([...product.keys()]).toEqual(Object.keys(figures[name]));
    for (const [tensor, expected] of Object.entries(figures[name])) {
      const found = [...(product.get(tensor)?.data ?? [])];
      const largest = Math.max(...expected.map(Math.abs));
      expect(found).toHaveLength(expected.length);
      found.forEach((value, index) => {
        const kept = input.mask.get(tensor)?.data[index] === 1;
        expect(Math.abs(value - (kept ? (expected[index] ?? NaN) : 0))).toBeLessThan(largest * 1e-6);
      });
    }
  });

  it('is given up when the run is stopped', () => {
    expect(() => hessianGradient({ ...input, shouldStop: () => true })).toThrow('the run was stopped');
  });
});

it('is 0 where the gradient is', () => {
  const input = inputOf(settings.dense);
  const silent = new Map(
    [...input.weights].map(([name, { shape }]): [string, Tensor] => [name, { shape, data: new Float32Array(productOf(shape)) }]),
  );
  for (const { data } of hessianGradient({ ...input, weights: silent }).values()) expect(data.every((value) => value === 0)).toBe(true);
});
