/** Between tensors and the reference's float64 parameters. */
import type { Mask, Tensor, Weights } from '../../shared/tensors.ts';
import type { Parameters } from './forward.ts';

export function parametersOf(weights: Weights): Parameters {
  return new Map([...weights].map(([name, { data }]) => [name, Float64Array.from(data)]));
}

export function zerosLike(weights: Weights): Parameters {
  return new Map([...weights].map(([name, { data }]) => [name, new Float64Array(data.length)]));
}

export function weightsOf(parameters: Parameters, like: Weights): Weights {
  return new Map(
    [...parameters].map(([name, values]): [string, Tensor] => [
      name,
      { shape: like.get(name)?.shape ?? [], data: Float32Array.from(values) },
    ]),
  );
}

/** Pruned entries become 0. */
export function applyMask(parameters: Parameters, mask: Mask | null): void {
  for (const [name, { data }] of mask ?? []) {
    const values = parameters.get(name);
    values?.forEach((value, index) => {
      values[index] = data[index] === 0 ? 0 : value;
    });
  }
}
