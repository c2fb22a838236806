import type { Network } from '../../shared/network/network.ts';
import type { MeanResult } from '../training-session.ts';
import { correctOnes, crossEntropies } from './loss-gradients.ts';
import { readBatch, type SampleSource } from './read-batch.ts';
import { runLayers } from './run-layers.ts';
import type { TensorFlow } from './tensorflow.ts';
import type { Variables } from './variables.ts';

const groupSize = 250;

/** Mean over the samples with these indices; null if it was stopped between two groups. */
export function evaluateSamples(
  tf: TensorFlow,
  network: Pick<Network, 'layers'>,
  variables: Variables,
  source: SampleSource,
  indices: Uint32Array,
  shouldStop: () => boolean,
): MeanResult | null {
  const around = { tf, tensor: (name: string) => variables.get(name), mode: null, follow: () => undefined };
  let [loss, correct] = [0, 0];
  for (let first = 0; first < indices.length; first += groupSize) {
    if (shouldStop()) return null;
    const group = indices.subarray(first, first + groupSize);
    const labels = Array.from(group, (index) => source.samples.labels[index] ?? 0);
    tf.tidy(() => {
      const outputs = runLayers(network.layers, around, readBatch(tf, source, group));
      for (const one of crossEntropies(tf, outputs, labels).dataSync()) loss += one;
      correct += correctOnes(tf, outputs, labels);
    });
  }
  return { loss: loss / indices.length, accuracy: correct / indices.length };
}
