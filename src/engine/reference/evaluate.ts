import type { EvaluateInput } from '../engine.ts';
import type { MeanResult } from '../training-session.ts';
import { crossEntropy, predictedClass } from './loss.ts';
import type { Parameters } from './parameters.ts';
import { runLayers } from './run-layers.ts';
import { normalizedSample } from './samples.ts';

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
