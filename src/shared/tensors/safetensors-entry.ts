/** Checks one tensor's entry in a safetensors header. */
import { productOf } from '../network/shapes.ts';
import { SafetensorsError } from './safetensors-error.ts';
import { isTensorTypeName, tensorTypes } from './safetensors-types.ts';
import type { TensorTypeName } from './safetensors-types.ts';

export interface TensorEntry {
  readonly name: string;
  readonly dtype: TensorTypeName;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

const isWholeNumber = (value: unknown): value is number => Number.isSafeInteger(value) && !Object.is(value, -0);

function checkedType(name: string, dtype: unknown): TensorTypeName {
  if (typeof dtype !== 'string') throw new SafetensorsError(`Tensor "${name}" has no dtype.`);
  if (!isTensorTypeName(dtype)) {
    throw new SafetensorsError(`Tensor "${name}": dtype ${dtype} is not supported; ${Object.keys(tensorTypes).join(', ')} are.`);
  }
  return dtype;
}

function checkedShape(name: string, shape: unknown): readonly number[] {
  if (!Array.isArray(shape) || !shape.every((size) => isWholeNumber(size) && size >= 0)) {
    throw new SafetensorsError(`Tensor "${name}": shape ${JSON.stringify(shape)} is not a list of whole numbers of 0 or more.`);
  }
  return shape;
}

function checkedOffsets(name: string, offsets: unknown): readonly [number, number] {
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isWholeNumber)) {
    throw new SafetensorsError(`Tensor "${name}": data_offsets ${JSON.stringify(offsets)} are not two whole numbers.`);
  }
  const [begin, end] = offsets as [number, number];
  if (begin < 0 || end < 0) throw new SafetensorsError(`Tensor "${name}": data_offsets [${begin}, ${end}] are negative.`);
  if (begin > end) throw new SafetensorsError(`Tensor "${name}" begins at byte ${begin}, after its end at byte ${end}.`);
  return [begin, end];
}

function checkSize({ name, dtype, shape, begin, end }: TensorEntry): void {
  const bytes = productOf(shape) * tensorTypes[dtype].bytes;
  const says = `Tensor "${name}": shape [${shape.join(', ')}] of ${dtype}`;
  if (!Number.isSafeInteger(bytes)) throw new SafetensorsError(`${says} is larger than any file.`);
  if (bytes !== end - begin) throw new SafetensorsError(`${says} needs ${bytes} bytes, but its data_offsets span ${end - begin}.`);
}

/** The entry, if it is sound in itself and ends within the file's `dataBytes`. */
export function checkEntry(name: string, value: unknown, dataBytes: number): TensorEntry {
  if (typeof value !== 'object' || value === null) throw new SafetensorsError(`The entry of tensor "${name}" is not an object.`);
  const { dtype, shape, data_offsets: offsets } = value as { dtype?: unknown; shape?: unknown; data_offsets?: unknown };
  const type = checkedType(name, dtype);
  const sizes = checkedShape(name, shape);
  const [begin, end] = checkedOffsets(name, offsets);
  const entry = { name, dtype: type, shape: sizes, begin, end };
  checkSize(entry);
  if (end > dataBytes)
    throw new SafetensorsError(`Tensor "${name}" ends at byte ${end} of the data, but the file holds only ${dataBytes}.`);
  return entry;
}
