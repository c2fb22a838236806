import { exp, log } from '../../shared/numbers/math.ts';

export function softmax(logits: Float64Array): Float64Array {
  const top = Math.max(...logits);
  const exps = logits.map((z) => exp(z - top));
  const sum = exps.reduce((total, e) => total + e, 0);
  return exps.map((e) => e / sum);
}

export function crossEntropy(logits: Float64Array, label: number): number {
  const top = Math.max(...logits);
  const sum = logits.reduce((total, z) => total + exp(z - top), 0);
  return log(sum) - ((logits[label] ?? NaN) - top);
}

/** Of `share` times the loss, by the logits. */
export const lossGradient = (logits: Float64Array, label: number, share: number): Float64Array =>
  softmax(logits).map((p, j) => (p - (j === label ? 1 : 0)) * share);

/** The first of the largest logits. */
export const predictedClass = (logits: Float64Array): number => logits.indexOf(Math.max(...logits));
