/** An optimiser's state as one safetensors file: `adam.m/fc1.weight` and so on, and the two products of betas in full. */
import type { OptimizerState } from '../../engine/training-session.ts';
import { decodeTensors, encodeTensors } from '../../shared/tensors/safetensors.ts';
import type { EncodableTensor } from '../../shared/tensors/safetensors.ts';
import type { Tensor } from '../../shared/tensors/tensors.ts';

const separator = '/';
const products = 'beta-products';

export function optimizerStateToBytes({ slots, betaProducts }: OptimizerState): Uint8Array {
  const all = new Map<string, EncodableTensor>([[products, { dtype: 'F64', shape: [2], data: Float64Array.from(betaProducts) }]]);
  for (const [slot, values] of slots)
    for (const [name, { shape, data }] of values) all.set(`${slot}${separator}${name}`, { dtype: 'F32', shape, data });
  return encodeTensors(all);
}

export function bytesToOptimizerState(bytes: Uint8Array): OptimizerState {
  const { tensors } = decodeTensors(bytes);
  const [first = 1, second = 1] = Array.from(tensors.get(products)?.data ?? [], Number);
  const slots = new Map<string, Map<string, Tensor>>();
  for (const [path, { shape, data }] of tensors) {
    const at = path.indexOf(separator);
    if (at < 0 || !(data instanceof Float32Array)) continue;
    const [slot, name] = [path.slice(0, at), path.slice(at + 1)];
    slots.set(slot, (slots.get(slot) ?? new Map<string, Tensor>()).set(name, { shape, data }));
  }
  return { slots, betaProducts: [first, second] };
}
