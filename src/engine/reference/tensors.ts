/** Between tensors and the reference's float64 parameters. */
import type { Network } from '../../shared/network/network.ts';
import { isTrained } from '../../shared/network/parameter.ts';
import { parametersOf } from '../../shared/network/parameters.ts';
import { productOf } from '../../shared/network/shapes.ts';
import type { Mask, Tensor, Weights } from '../../shared/tensors/tensors.ts';

/** Tensors by name, as float64 in PyTorch's layout. */
export type Parameters = Map<string, Float64Array>;

/** A tensor that must be there. */
export function tensorOf(parameters: Parameters, name: string): Float64Array {
  const values = parameters.get(name);
  if (!values) throw new Error(`The tensor ${name} is missing.`);
  return values;
}

/** Adds to one entry. */
export function add(values: Float64Array, index: number, amount: number): void {
  values[index] = (values[index] ?? 0) + amount;
}

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
