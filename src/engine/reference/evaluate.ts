import { exp, log } from '../../shared/numbers/math.ts';
import type { EvaluateInput } from '../engine.ts';
import type { MeanResult } from '../training-session.ts';
import { runLayers } from './run-layers.ts';
import { normalizedSample } from './samples.ts';
import type { Parameters } from './tensors.ts';

function softmax(logits: Float64Array): Float64Array {
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

/** The gradient of `share` times the loss by the logits. */
export const lossGradient = (logits: Float64Array, label: number, share: number): Float64Array =>
  softmax(logits).map((p, j) => (p - (j === label ? 1 : 0)) * share);

/** The first of the largest logits. */
const predictedClass = (logits: Float64Array): number => logits.indexOf(Math.max(...logits));

/** Mean loss and accuracy over the samples with these indices. */
export function meanResult(
  { network, samples, mean, standardDeviation }: Omit<EvaluateInput, 'weights'>,
  parameters: Parameters,
  indices: Uint32Array,
): MeanResult {
  let loss = 0,
    correct = 0;
  for (const index of indices) {
    const x = normalizedSample(samples, index, mean, standardDeviation);
    const [logits = x] = runLayers(network.layers, parameters, [x], null).output;
    const label = samples.labels[index] ?? 0;
    loss += crossEntropy(logits, label);
    if (predictedClass(logits) === label) correct++;
  }
  return { loss: loss / indices.length, accuracy: correct / indices.length };
}
