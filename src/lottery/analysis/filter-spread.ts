import type { FilterSpread } from '../../shared/results/ticket/ticket-details.ts';
import type { MaskTensor } from '../../shared/tensors/tensors.ts';

/** Weights that remain in each unit, a convolution's filter: `[out, ...]`. */
export function remainingByUnit({ shape, data }: MaskTensor): readonly number[] {
  const [units = 1] = shape;
  const size = data.length / units;
  return Array.from({ length: units }, (_, unit) => {
    let count = 0;
    for (let index = unit * size; index < (unit + 1) * size; index++) count += data[index] ?? 0;
    return count;
  });
}

/** Spread of a convolution's remaining weights over its filters. The median of an even number of filters is the upper one of the two in the middle. */
export function filterSpread(mask: MaskTensor): FilterSpread {
  const counts = remainingByUnit(mask).toSorted((a, b) => a - b);
  const filters = counts.length;
  return {
    filters,
    pruned: counts.filter((count) => count === 0).length,
    weights: mask.data.length / filters,
    least: counts[0] ?? 0,
    median: counts[Math.floor(filters / 2)] ?? 0,
    most: counts.at(-1) ?? 0,
  };
}
