/** A network's layers as operations of TensorFlow.js, one after the other. */
import type { Tensor1D, Tensor3D, Tensor4D } from '@tensorflow/tfjs';
import { paddingBefore } from '../../../shared/network/layers.ts';
import {
  type AveragePoolLayer,
  type BatchNormalizationLayer,
  biasName,
  type ConvolutionLayer,
  type DenseLayer,
  type DropoutLayer,
  type Layer,
  type MaxPoolLayer,
  type ResidualLayer,
  unknownLayerKind,
  weightName,
} from '../../../shared/network/network.ts';
import { draw, drawKey } from '../../../shared/numbers/counter-random.ts';
import { runModel } from '../model/run-model.ts';
import type { Surroundings } from '../tensors/surroundings.ts';
import type { TensorFlow, TfTensor } from '../tensors/tensorflow.ts';

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
function runBatchNormalization(layer: BatchNormalizationLayer, around: Surroundings, x: TfTensor): TfTensor {
  const { tf, tensor, mode } = around;
  const axes = x.shape.slice(0, -1).map((_, axis) => axis);
  const running = { mean: tensor(`${layer.name}.running_mean`), variance: tensor(`${layer.name}.running_var`) };
  const moments = mode ? tf.moments(x, axes) : running;
  if (mode) followBatch(layer, around, moments, x.size / (x.shape.at(-1) ?? 1));
  const normal = tf.div(tf.sub(x, moments.mean), tf.sqrt(tf.add(moments.variance, layer.epsilon)));
  return tf.add(tf.mul(normal, tensor(`${layer.name}.weight`)), tensor(`${layer.name}.bias`));
}

/** Channels first, as the weights of the next dense layer expect it. */
function flattened(tf: TensorFlow, x: TfTensor): TfTensor {
  if (x.shape.length === 2) return x;
  return tf.reshape(tf.transpose(x, [0, 3, 1, 2]), [x.shape[0] ?? 0, -1]);
}

function runDense(layer: DenseLayer, { tf, tensor }: Surroundings, x: TfTensor): TfTensor {
  return tf.add(tf.matMul(flattened(tf, x), tensor(weightName(layer))), tensor(biasName(layer)));
}

/** Zeros are added beforehand: TensorFlow's own 'same' puts them elsewhere at strides above 1. */
function padded(layer: ConvolutionLayer, tf: TensorFlow, x: TfTensor): Tensor4D {
  const [top, left] = paddingBefore(layer);
  const [bottom, right] = [0, 1].map((axis) => (layer.padding === 'same' ? (layer.kernelSize[axis] ?? 1) - 1 : 0));
  const around: [number, number][] = [
    [0, 0],
    [top, (bottom ?? 0) - top],
    [left, (right ?? 0) - left],
    [0, 0],
  ];
  return around.flat().some((zeros) => zeros > 0) ? tf.pad(x as Tensor4D, around) : (x as Tensor4D);
}

function runConvolution(layer: ConvolutionLayer, { tf, tensor }: Surroundings, x: TfTensor): TfTensor {
  const y = tf.conv2d(padded(layer, tf, x), tensor(weightName(layer)) as Tensor4D, layer.stride, 'valid');
  return layer.bias ? tf.add(y, tensor(biasName(layer)) as Tensor1D) : y;
}

function runPool(layer: MaxPoolLayer | AveragePoolLayer, { tf }: Surroundings, x: TfTensor): TfTensor {
  const pool = layer.kind === 'max-pool' ? tf.maxPool : tf.avgPool;
  return pool(x as Tensor3D | Tensor4D, [...layer.kernelSize], layer.stride, 'valid');
}

/** Where the value `index` of a sample lies channels first. */
function channelsFirst(index: number, shape: readonly number[]): number {
  const [channels = 1, height = 1, width = 1] = shape;
  return shape.length === 3 ? (index % channels) * height * width + Math.floor(index / channels) : index;
}

/** Draws by iteration, layer and place in the batch, as every engine does. */
function runDropout({ name, rate, inputShape }: DropoutLayer, { tf, mode }: Surroundings, x: TfTensor): TfTensor {
  if (!mode) return x;
  const key = drawKey(mode.dropoutSeed, name);
  const features = x.size / (x.shape[0] ?? 1);
  const factors = Float32Array.from({ length: x.size }, (_, place) => {
    const [sample, index] = [Math.floor(place / features), channelsFirst(place % features, inputShape)];
    return draw(key, mode.iteration, sample * features + index) < rate * 4294967296 ? 0 : 1 / (1 - rate);
  });
  return tf.mul(x, tf.tensor(factors, x.shape));
}

const runResidual = (layer: ResidualLayer, around: Surroundings, x: TfTensor): TfTensor =>
  around.tf.add(runLayers(layer.layers, around, x), runLayers(layer.shortcutLayers, around, x));

function runLayer(layer: Layer, around: Surroundings, x: TfTensor): TfTensor {
  const { tf } = around;
  switch (layer.kind) {
    case 'model':
      return runModel(layer, around, x);
    case 'dense':
      return runDense(layer, around, x);
    case 'convolution':
      return runConvolution(layer, around, x);
    case 'max-pool':
    case 'average-pool':
      return runPool(layer, around, x);
    case 'global-average-pool':
      return tf.mean(x, [1, 2]);
    case 'flatten':
      return flattened(tf, x);
    case 'relu':
      return tf.relu(x);
    case 'dropout':
      return runDropout(layer, around, x);
    case 'batch-normalization':
      return runBatchNormalization(layer, around, x);
    case 'residual':
      return runResidual(layer, around, x);
    default:
      return unknownLayerKind(layer);
  }
}

/** @returns The last layer's values, `[samples, classes]` for a whole network. */
export function runLayers(layers: readonly Layer[], around: Surroundings, input: TfTensor): TfTensor {
  return layers.reduce((x, layer) => {
    const y = runLayer(layer, around, x);
    return 'activation' in layer && layer.activation === 'relu' ? around.tf.relu(y) : y;
  }, input);
}
