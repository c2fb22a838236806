/** Tensors of TensorFlow.js and ours, whose layouts differ. */
import { pytorchLayout, tensorFlowLayout } from '../../../shared/tensors/tensorflow-layout.ts';
import type { Tensor } from '../../../shared/tensors/tensors.ts';
import type { Soon } from '../../training-session.ts';
import { soonThen, valuesOf } from './reading.ts';
import type { TensorFlow, TfTensor } from './tensorflow.ts';

/** A tensor of TensorFlow's own, to be disposed by the caller. */
export function toTensorFlow(tf: TensorFlow, tensor: Tensor): TfTensor {
  const { shape, data } = tensorFlowLayout(tensor);
  return tf.tensor(data, [...shape]);
}

/** @param shape PyTorch's. @returns A copy. */
export const fromTensorFlow = (tf: TensorFlow, tensor: TfTensor, shape: readonly number[]): Soon<Tensor> =>
  soonThen(valuesOf(tf, tensor), (values) => pytorchLayout(values, shape));
