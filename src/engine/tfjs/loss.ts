/** Cross-entropy over the softmax of the last layer's values. */
import type { TensorFlow, TfTensor } from './tensorflow.ts';

/** Of every sample: `[samples, classes]` to `[samples]`. */
export function crossEntropies(tf: TensorFlow, logits: TfTensor, labels: readonly number[]): TfTensor {
  const classes = logits.shape[1] ?? 0;
  const chosen = tf.cast(tf.oneHot(tf.tensor1d([...labels], 'int32'), classes), 'float32');
  return tf.neg(tf.sum(tf.mul(tf.logSoftmax(logits), chosen), 1));
}

/** How many samples have their label's value as the first of the largest. */
export function correctOnes(tf: TensorFlow, logits: TfTensor, labels: readonly number[]): number {
  const predicted = tf.argMax(logits, 1).dataSync();
  return labels.reduce((count, label, place) => count + (predicted[place] === label ? 1 : 0), 0);
}
