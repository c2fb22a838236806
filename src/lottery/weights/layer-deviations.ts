/** How widely each layer's initial weights are spread. */
import type { Mask, Weights } from '../../shared/tensors/tensors.ts';

/** Root of the mean squared distance from the mean, over all weights of the dense layer; summed in index order. */
function deviation(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length);
}

/** Standard deviation of each prunable tensor, by name. @param dense Weights of all, not only of the survivors. */
export function layerDeviations(dense: Weights, mask: Mask): ReadonlyMap<string, number> {
  return new Map([...mask.keys()].map((name): [string, number] => [name, deviation(dense.get(name)?.data ?? new Float32Array(1))]));
}
