/** Between tensors and the reference's float64 parameters. */
import type { Network } from '../../shared/network/network.ts';
import { isTrained, parametersOf } from '../../shared/network/parameters.ts';
import { productOf } from '../../shared/network/shapes.ts';
import type { Mask, Tensor, Weights } from '../../shared/tensors/tensors.ts';
import type { Parameters } from './parameters.ts';

export function toParameters(weights: Weights): Parameters {
  return new Map([...weights].map(([name, { data }]) => [name, Float64Array.from(data)]));
}

/** A zero for everything that is trained. */
export function trainedZeros(network: Network): Parameters {
  const trained = parametersOf(network).filter(isTrained);
  return new Map(trained.map(({ name, shape }) => [name, new Float64Array(productOf(shape))]));
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
