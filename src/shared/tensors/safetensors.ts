/** Weights and masks as safetensors bytes, whose hashes name them in the store. */
import { sha256 } from '../specs/hash.ts';
import type { Hash } from '../specs/training.ts';
import { type DecodedTensor, decodeTensors } from './safetensors-decode.ts';
import { type EncodableTensor, encodeTensors } from './safetensors-encode.ts';
import { SafetensorsError } from './safetensors-types.ts';
import type { Mask, MaskTensor, Tensor, Weights } from './tensors.ts';
import { tell } from '../text/told.ts';

export { decodeTensors } from './safetensors-decode.ts';
export type { DecodedFile, DecodedTensor } from './safetensors-decode.ts';
export { encodeTensors } from './safetensors-encode.ts';
export type { EncodableTensor } from './safetensors-encode.ts';
export { SafetensorsError } from './safetensors-types.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const mapValues = <A, B>(map: ReadonlyMap<string, A>, change: (value: A, name: string) => B): Map<string, B> =>
  new Map([...map].map(([name, value]) => [name, change(value, name)]));

export function weightsToBytes(weights: Weights): Bytes {
  return encodeTensors(mapValues<Tensor, EncodableTensor>(weights, ({ shape, data }) => ({ dtype: 'F32', shape, data })));
}

export function maskToBytes(mask: Mask): Bytes {
  return encodeTensors(mapValues<MaskTensor, EncodableTensor>(mask, ({ shape, data }) => ({ dtype: 'U8', shape, data })));
}

function asWeights({ dtype, shape, data }: DecodedTensor, name: string): Tensor {
  if (!(data instanceof Float32Array)) throw new SafetensorsError(tell('Tensor "{0}" is {1}; weights are F32, F16 or BF16.', name, dtype));
  return { shape, data };
}

function asMask({ dtype, shape, data }: DecodedTensor, name: string): MaskTensor {
  if (!(data instanceof Uint8Array)) throw new SafetensorsError(tell('Tensor "{0}" is {1}; masks are U8 or BOOL.', name, dtype));
  const odd = data.find((value) => value > 1);
  if (odd !== undefined) throw new SafetensorsError(tell('Tensor "{0}" holds {1}; masks hold 0 and 1 only.', name, odd));
  return { shape, data };
}

export const bytesToWeights = (bytes: Uint8Array): Weights => mapValues(decodeTensors(bytes).tensors, asWeights);
export const bytesToMask = (bytes: Uint8Array): Mask => mapValues(decodeTensors(bytes).tensors, asMask);

export const weightsHash = (weights: Weights): Hash => sha256(weightsToBytes(weights));
export const maskHash = (mask: Mask): Hash => sha256(maskToBytes(mask));
