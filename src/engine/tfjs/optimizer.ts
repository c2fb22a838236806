/** Adam, SGD and momentum as operations of TensorFlow.js: the rules of every engine, with state that can be saved. */
import type { OptimizerSettings } from '../../shared/specs/training.ts';
import type { TensorFlow, TfTensor } from './tensorflow.ts';

export const slotNames: Readonly<Record<OptimizerSettings['name'], readonly string[]>> = {
  adam: ['adam.m', 'adam.v'],
  momentum: ['momentum.v'],
  sgd: [],
};

export interface Updated {
  readonly weight: TfTensor;
  /** In the order of `slotNames`. */
  readonly slots: readonly TfTensor[];
}

const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];

export const nextBetaProducts = ([first, second]: readonly [number, number]): [number, number] => [first * beta1, second * beta2];

function adam(
  tf: TensorFlow,
  w: TfTensor,
  g: TfTensor,
  [m, v]: readonly TfTensor[],
  rate: number,
  products: readonly [number, number],
): Updated {
  const first = tf.add(tf.mul(m ?? g, beta1), tf.mul(g, 1 - beta1));
  const second = tf.add(tf.mul(v ?? g, beta2), tf.mul(tf.square(g), 1 - beta2));
  const size = tf.add(tf.sqrt(tf.mul(second, 1 / (1 - products[1]))), epsilon);
  return { weight: tf.sub(w, tf.div(tf.mul(first, rate / (1 - products[0])), size)), slots: [first, second] };
}

/** @param products Powers of the betas after this iteration. */
export function updated(
  tf: TensorFlow,
  { name, learningRate, momentum }: OptimizerSettings,
  { weight, gradient, slots }: { readonly weight: TfTensor; readonly gradient: TfTensor; readonly slots: readonly TfTensor[] },
  products: readonly [number, number],
): Updated {
  if (name === 'adam') return adam(tf, weight, gradient, slots, learningRate, products);
  const [velocity] = slots;
  const step = name === 'momentum' && velocity ? tf.add(tf.mul(velocity, momentum), gradient) : gradient;
  return { weight: tf.sub(weight, tf.mul(step, learningRate)), slots: name === 'momentum' ? [step] : [] };
}
