/** Which path a layer takes, and that paths agree where the rule switches from one to the other. */
import { describe, expect, it } from 'vitest';
import type { TrainInput } from '../../../../../src/engine/engine.ts';
import { createWasmEngine } from '../../../../../src/engine/wasm/engine.ts';
import { pathOf } from '../../../../../src/engine/wasm/layers/path-rule.ts';
import type { Weights } from '../../../../../src/shared/tensors/tensors.ts';
import { kernelBytes } from '../../support/kernel-bytes.ts';
import { trainInputFor } from '../../support/synthetic.ts';

const engine = createWasmEngine(kernelBytes);
const input = trainInputFor({ sizes: [40, 24, 6], density: null, seed: 'paths', data: { count: 130, kind: 'bytes', zeros: 0.81 } });

/** The same numbers as floats: no zeros are skipped. */
function asFloats({ data, spec, weights, mask }: TrainInput): Parameters<typeof engine.gradients>[0] {
  const samples = { ...data.test, values: Float32Array.from(data.test.values, (value) => value / 255) };
  return { ...data, network: spec.network, weights, mask, samples };
}

function worst(a: Weights, b: Weights): number {
  return Math.max(
    ...[...a].map(([name, { data }]) =>
      data.reduce((most, value, index) => Math.max(most, Math.abs(value - (b.get(name)?.data[index] ?? NaN))), 0),
    ),
  );
}

describe('paths', () => {
  it('are chosen by density and by the zeros of the input', () => {
    expect(pathOf({ isFirst: true, hasActiveInput: false, density: 1, zeroInputs: 0.81 })).toBe('input-sparse');
    expect(pathOf({ isFirst: true, hasActiveInput: false, density: 0.1, zeroInputs: 0.81 })).toBe('sparse');
    expect(pathOf({ isFirst: true, hasActiveInput: false, density: 1, zeroInputs: 0.2 })).toBe('dense');
    expect(pathOf({ isFirst: false, hasActiveInput: true, density: 1, zeroInputs: 0.81 })).toBe('active-input');
    expect(pathOf({ isFirst: false, hasActiveInput: true, density: 0.3, zeroInputs: 0.81 })).toBe('sparse');
  });

  it('input-sparse and dense give the same gradients, under normalisation too', () => {
    const floats = asFloats(input);
    expect(worst(engine.gradients(floats), engine.gradients({ ...floats, samples: input.data.test }))).toBeLessThan(1e-6);
  });

  it('sparse and dense give the same gradients and losses', () => {
    const { spec, data, weights } = input;
    const half = {
      ...trainInputFor({ sizes: [40, 24, 6], density: 0.5, seed: 'paths', data: { count: 130, kind: 'bytes', zeros: 0 } }),
      spec,
      data,
      weights,
    };
    const sparse = asFloats(half);
    const masked = new Map(
      [...weights].map(([name, { shape, data: values }]) => [
        name,
        { shape, data: values.map((value, index) => (half.mask?.get(name)?.data[index] === 0 ? 0 : value)) },
      ]),
    );
    const dense = engine.gradients({ ...sparse, mask: null, weights: masked });
    const kept = new Map(
      [...dense].map(([name, { shape, data: values }]) => [
        name,
        { shape, data: values.map((value, index) => (half.mask?.get(name)?.data[index] === 0 ? 0 : value)) },
      ]),
    );
    expect(worst(engine.gradients(sparse), kept)).toBeLessThan(1e-6);
  });
});
