/** Between PyTorch's layouts and TensorFlow's: `[out, in]` and `[in, out]`, `[out, in, ...kernel]` and `[...kernel, in, out]`. */
import { productOf } from '../../shared/network/shapes.ts';
import type { Tensor } from '../../shared/tensors/tensors.ts';
import type { TensorFlow, TfTensor } from './tensorflow.ts';

/** The inverse of swapping `[a, b]` is swapping `[b, a]`, so one function goes both ways. */
function swapped(data: Float32Array, rows: number, columns: number): Float32Array {
  const result = new Float32Array(data.length);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) result[c * rows + r] = data[r * columns + c] ?? 0;
  return result;
}

/** `[out, in, area]` to `[area, in, out]`, or back with `outputs` and `area` exchanged. */
function reversed(data: Float32Array, outputs: number, inputs: number, area: number): Float32Array {
  const result = new Float32Array(data.length);
  for (let o = 0; o < outputs; o++)
    for (let i = 0; i < inputs; i++)
      for (let a = 0; a < area; a++) result[(a * inputs + i) * outputs + o] = data[(o * inputs + i) * area + a] ?? 0;
  return result;
}

/** A tensor of TensorFlow's own, to be disposed by the caller. */
export function toTensorFlow(tf: TensorFlow, { shape, data }: Tensor): TfTensor {
  const [outputs = 0, inputs = 0, ...kernel] = shape;
  if (shape.length === 2) return tf.tensor(swapped(data, outputs, inputs), [inputs, outputs]);
  if (shape.length > 2) return tf.tensor(reversed(data, outputs, inputs, productOf(kernel)), [...kernel, inputs, outputs]);
  return tf.tensor(data.slice(), [...shape]);
}

/** @param shape PyTorch's. @returns A copy. */
export function fromTensorFlow(tensor: TfTensor, shape: readonly number[]): Tensor {
  const data = tensor.dataSync<'float32'>();
  const [outputs = 0, inputs = 0, ...kernel] = shape;
  if (shape.length === 2) return { shape, data: swapped(data, inputs, outputs) };
  if (shape.length > 2) return { shape, data: reversed(data, productOf(kernel), inputs, outputs) };
  return { shape, data: Float32Array.from(data) };
}
