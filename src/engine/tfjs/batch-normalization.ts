import type { BatchNormalizationLayer } from '../../shared/network/network.ts';
import type { Surroundings } from './surroundings.ts';
import type { TfTensor } from './tensorflow.ts';

interface Moments {
  readonly mean: TfTensor;
  readonly variance: TfTensor;
}

/** The batch's variance with n - 1 in the denominator (PyTorch). */
function followBatch(
  layer: BatchNormalizationLayer,
  { tf, tensor, follow }: Surroundings,
  { mean, variance }: Moments,
  count: number,
): void {
  const towards = (name: string, value: TfTensor): void =>
    follow(name, tf.add(tf.mul(tensor(name), 1 - layer.momentum), tf.mul(value, layer.momentum)));
  towards(`${layer.name}.running_mean`, mean);
  towards(`${layer.name}.running_var`, count > 1 ? tf.mul(variance, count / (count - 1)) : variance);
}

/** In training the batch's own moments normalise, and the running ones follow them. Channels are the last axis. */
export function runBatchNormalization(layer: BatchNormalizationLayer, around: Surroundings, x: TfTensor): TfTensor {
  const { tf, tensor, mode } = around;
  const axes = x.shape.slice(0, -1).map((_, axis) => axis);
  const running = { mean: tensor(`${layer.name}.running_mean`), variance: tensor(`${layer.name}.running_var`) };
  const moments = mode ? tf.moments(x, axes) : running;
  if (mode) followBatch(layer, around, moments, x.size / (x.shape.at(-1) ?? 1));
  const normal = tf.div(tf.sub(x, moments.mean), tf.sqrt(tf.add(moments.variance, layer.epsilon)));
  return tf.add(tf.mul(normal, tensor(`${layer.name}.weight`)), tensor(`${layer.name}.bias`));
}
