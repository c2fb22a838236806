/** The element types that we read, and what each becomes in memory. */
import { plainLine } from '../text/plain-text.ts';
import { bfloat16ToFloat32, float16ToFloat32 } from './small-floats.ts';
import { mapTold, ToldError, type Words } from '../text/told.ts';

const mostCharacters = 500;

/** Why bytes are no safetensors file that we read; `message` is a sentence for people, without the file's name. */
export class SafetensorsError extends ToldError {
  override readonly name = 'SafetensorsError';

  /** Names in it are those of a file that may be anything. */
  constructor(problem: Words, options?: ErrorOptions) {
    super(
      mapTold(problem, (text) => plainLine(text, mostCharacters)),
      options,
    );
    this.message = plainLine(this.message, mostCharacters);
  }
}

export type TensorData = Float32Array | Float64Array | Uint8Array | Int8Array | Int16Array | Int32Array | BigInt64Array;

interface TensorType {
  readonly bytes: number;
  /** `aligned` is a copy of the tensor's own bytes, little-endian as the format says and as every machine is that runs Node. */
  readonly read: (aligned: ArrayBuffer) => TensorData;
}

/** Small floats become F32, which holds each of their values exactly; the others keep their bits. */
export const tensorTypes = {
  F64: { bytes: 8, read: (aligned) => new Float64Array(aligned) },
  F32: { bytes: 4, read: (aligned) => new Float32Array(aligned) },
  F16: { bytes: 2, read: (aligned) => Float32Array.from(new Uint16Array(aligned), float16ToFloat32) },
  BF16: { bytes: 2, read: (aligned) => Float32Array.from(new Uint16Array(aligned), bfloat16ToFloat32) },
  I64: { bytes: 8, read: (aligned) => new BigInt64Array(aligned) },
  I32: { bytes: 4, read: (aligned) => new Int32Array(aligned) },
  I16: { bytes: 2, read: (aligned) => new Int16Array(aligned) },
  I8: { bytes: 1, read: (aligned) => new Int8Array(aligned) },
  U8: { bytes: 1, read: (aligned) => new Uint8Array(aligned) },
  BOOL: { bytes: 1, read: (aligned) => new Uint8Array(aligned) },
} as const satisfies Record<string, TensorType>;

export type TensorTypeName = keyof typeof tensorTypes;

export const isTensorTypeName = (name: string): name is TensorTypeName => Object.hasOwn(tensorTypes, name);
