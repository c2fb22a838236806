/** Between PyTorch's layouts and TensorFlow's: `[out, in]` and `[in, out]`, `[out, in, ...kernel]` and `[...kernel, in, out]`. */
import { productOf } from '../network/shapes.ts';
import type { Tensor } from './tensors.ts';

type Numbers = Float32Array | Uint8Array;

/** The inverse of swapping `[a, b]` is swapping `[b, a]`, so one function goes both ways. */
function swapped<Data extends Numbers>(data: Data, rows: number, columns: number): Data {
  const result = data.slice() as Data;
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) result[c * rows + r] = data[r * columns + c] ?? 0;
  return result;
}

/** `[out, in, area]` to `[area, in, out]`, or back with `outputs` and `area` exchanged. */
function reversed<Data extends Numbers>(data: Data, outputs: number, inputs: number, area: number): Data {
  const result = data.slice() as Data;
  for (let o = 0; o < outputs; o++)
    for (let i = 0; i < inputs; i++)
      for (let a = 0; a < area; a++) result[(a * inputs + i) * outputs + o] = data[(o * inputs + i) * area + a] ?? 0;
  return result;
}

interface Shaped<Data extends Numbers> {
  readonly shape: readonly number[];
  readonly data: Data;
}

/** @param tensor In PyTorch's layout. @returns A copy in TensorFlow's. */
export function tensorFlowLayout<Data extends Numbers>({ shape, data }: Shaped<Data>): Shaped<Data> {
  const [outputs = 0, inputs = 0, ...kernel] = shape;
  if (shape.length === 2) return { shape: [inputs, outputs], data: swapped(data, outputs, inputs) };
  if (shape.length > 2) return { shape: [...kernel, inputs, outputs], data: reversed(data, outputs, inputs, productOf(kernel)) };
  return { shape, data: data.slice() as Data };
}

/** @param data In TensorFlow's layout. @param shape PyTorch's. @returns A copy in PyTorch's layout. */
export function pytorchLayout<Data extends Numbers>(data: Data, shape: readonly number[]): Shaped<Data> {
  const [outputs = 0, inputs = 0, ...kernel] = shape;
  if (shape.length === 2) return { shape, data: swapped(data, inputs, outputs) };
  if (shape.length > 2) return { shape, data: reversed(data, productOf(kernel), inputs, outputs) };
  return { shape, data: data.slice() as Data };
}

/**
 * Columns of a layer that reads an image as if flattened, from the order `[channels, height, width]` to `[height, width, channels]`.
 * @param weights `[outputs, inputs]`. @param image `[channels, height, width]`.
 */
export function channelsLastColumns({ shape, data }: Tensor, [channels = 1, height = 1, width = 1]: readonly number[]): Tensor {
  const [outputs = 0, inputs = 0] = shape;
  const area = height * width;
  const result = data.slice();
  for (let o = 0; o < outputs; o++)
    for (let c = 0; c < channels; c++)
      for (let a = 0; a < area; a++) result[o * inputs + a * channels + c] = data[o * inputs + c * area + a] ?? 0;
  return { shape, data: result };
}
