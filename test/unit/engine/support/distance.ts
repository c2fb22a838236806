import type { Weights } from '../../../../src/shared/tensors/tensors.ts';

/** Largest distance of two sets of weights, relative to the largest weight of each tensor. */
export function distance(a: Weights, b: Weights): number {
  return Math.max(
    ...[...a].map(([name, { data }]) => {
      const other = b.get(name)?.data ?? new Float32Array(0);
      const size = data.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
      return data.reduce((most, value, index) => Math.max(most, Math.abs(value - (other[index] ?? NaN))), 0) / size;
    }),
  );
}
