/** Tensors of TensorFlow.js and ours, whose layouts differ. */
import { pytorchLayout, tensorFlowLayout } from '../../shared/tensors/tensorflow-layout.ts';
import type { Tensor } from '../../shared/tensors/tensors.ts';
import type { TensorFlow, TfTensor } from './tensorflow.ts';

/** A tensor of TensorFlow's own, to be disposed by the caller. */
export function toTensorFlow(tf: TensorFlow, tensor: Tensor): TfTensor {
  const { shape, data } = tensorFlowLayout(tensor);
  return tf.tensor(data, [...shape]);
}

/** @param shape PyTorch's. @returns A copy. */
export const fromTensorFlow = (tensor: TfTensor, shape: readonly number[]): Tensor => pytorchLayout(tensor.dataSync<'float32'>(), shape);
