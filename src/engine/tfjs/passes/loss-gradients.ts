/** A loss and its gradients by every trained tensor. */
import type { Network } from '../../../shared/network/network.ts';
import { isTrained } from '../../../shared/network/parameter.ts';
import { parametersOf } from '../../../shared/network/parameters.ts';
import type { Surroundings } from '../tensors/surroundings.ts';
import { runLayers } from './run-layers.ts';
import type { TensorFlow, TfTensor } from '../tensors/tensorflow.ts';
import type { Variables } from '../tensors/variables.ts';

// Cross-entropy over the softmax of the last layer's values.

/** The loss of every sample: `[samples, classes]` to `[samples]`. */
export function crossEntropies(tf: TensorFlow, logits: TfTensor, labels: readonly number[]): TfTensor {
  const classes = logits.shape[1] ?? 0;
  const chosen = tf.cast(tf.oneHot(tf.tensor1d([...labels], 'int32'), classes), 'float32');
  return tf.neg(tf.sum(tf.mul(tf.logSoftmax(logits), chosen), 1));
}

export interface LossGradients {
  /** One number. */
  readonly loss: TfTensor;
  readonly gradients: ReadonlyMap<string, TfTensor>;
  /** New values of running statistics. */
  readonly running: ReadonlyMap<string, TfTensor>;
}

interface GradientsRequest {
  readonly network: Pick<Network, 'layers'>;
  readonly variables: Variables;
  readonly input: TfTensor;
  readonly mode: Surroundings['mode'];
  /** From the last layer's values to one number. */
  readonly lossOf: (outputs: TfTensor) => TfTensor;
}

const trainedNames = (network: Pick<Network, 'layers'>): readonly string[] =>
  parametersOf(network)
    .filter(isTrained)
    .map(({ name }) => name);

/** To be called inside `tidy`, which disposes what is not kept. */
export function lossGradients(tf: TensorFlow, { network, variables, input, mode, lossOf }: GradientsRequest): LossGradients {
  const names = trainedNames(network);
  const running = new Map<string, TfTensor>();
  const follow = (name: string, value: TfTensor): void => void running.set(name, tf.keep(value));
  const loss = (...values: TfTensor[]): TfTensor => {
    const given = new Map(names.map((name, place) => [name, values[place]]));
    const tensor = (name: string): TfTensor => given.get(name) ?? variables.get(name);
    return lossOf(runLayers(network.layers, { tf, tensor, mode, follow }, input));
  };
  const { value, grads } = tf.valueAndGrads(loss as never)(names.map((name) => variables.get(name)));
  const gradients = new Map(names.flatMap((name, place) => (grads[place] ? [[name, grads[place]] as const] : [])));
  return { loss: value, gradients, running };
}
