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
