import type { Network } from '../../../shared/network/network.ts';
import type { MeanResult, Soon } from '../../training-session.ts';
import { crossEntropies } from './loss-gradients.ts';
import { readBatch, type SampleSource } from '../tensors/read-batch.ts';
import { readsLate } from '../tensors/reading.ts';
import { runLayers } from './run-layers.ts';
import type { TensorFlow, TfTensor } from '../tensors/tensorflow.ts';
import type { Variables } from '../tensors/variables.ts';

/** Samples at a time. A graphics card is asked seldom for much. */
const groupSize = { atOnce: 250, late: 1000 };

/** What is evaluated. */
export interface EvaluationInput {
  readonly network: Pick<Network, 'layers'>;
  readonly variables: Variables;
  readonly source: SampleSource;
  readonly indices: Uint32Array;
}

interface Group {
  readonly labels: readonly number[];
  /** `[samples]`, to be disposed by whoever reads them. */
  readonly losses: TfTensor;
  readonly predicted: TfTensor;
}

function evaluateGroup(tf: TensorFlow, { network, variables, source }: EvaluationInput, group: Uint32Array): Group {
  const around = { tf, tensor: (name: string) => variables.get(name), mode: null, follow: () => undefined };
  const labels = Array.from(group, (index) => source.samples.labels[index] ?? 0);
  const [losses, predicted] = tf.tidy(() => {
    const outputs = runLayers(network.layers, around, readBatch(tf, source, group));
    return [crossEntropies(tf, outputs, labels), tf.argMax(outputs, 1)] as [TfTensor, TfTensor];
  });
  return { labels, losses, predicted };
}

class Sums {
  private loss = 0;
  private correct = 0;

  /** A sample is right where its label's value is the first of the largest. */
  add(labels: readonly number[], losses: Iterable<number>, predicted: ArrayLike<number>): void {
    for (const one of losses) this.loss += one;
    labels.forEach((label, place) => (this.correct += predicted[place] === label ? 1 : 0));
  }

  mean(samples: number): MeanResult {
    return { loss: this.loss / samples, accuracy: this.correct / samples };
  }
}

function evaluateAtOnce(tf: TensorFlow, input: EvaluationInput, groups: Iterable<Uint32Array>, shouldStop: () => boolean): Sums | null {
  const sums = new Sums();
  for (const indices of groups) {
    if (shouldStop()) return null;
    const { labels, losses, predicted } = evaluateGroup(tf, input, indices);
    sums.add(labels, losses.dataSync<'float32'>(), predicted.dataSync());
    tf.dispose([losses, predicted]);
  }
  return sums;
}

async function evaluateLate(
  tf: TensorFlow,
  input: EvaluationInput,
  groups: Iterable<Uint32Array>,
  shouldStop: () => boolean,
): Promise<Sums | null> {
  const sums = new Sums();
  for (const indices of groups) {
    if (shouldStop()) return null;
    const { labels, losses, predicted } = evaluateGroup(tf, input, indices);
    const [values, classes] = await Promise.all([losses.data<'float32'>(), predicted.data()]);
    sums.add(labels, values, classes);
    tf.dispose([losses, predicted]);
  }
  return sums;
}

/** Mean over the samples with these indices; null if it was stopped between two groups. */
export function evaluateSamples(tf: TensorFlow, input: EvaluationInput, shouldStop: () => boolean): Soon<MeanResult | null> {
  const { indices } = input;
  const size = readsLate(tf) ? groupSize.late : groupSize.atOnce;
  const count = Math.ceil(indices.length / size);
  const groups = Array.from({ length: count }, (_, group) => indices.subarray(group * size, (group + 1) * size));
  const meanOf = (sums: Sums | null): MeanResult | null => sums?.mean(indices.length) ?? null;
  if (readsLate(tf)) return evaluateLate(tf, input, groups, shouldStop).then(meanOf);
  return meanOf(evaluateAtOnce(tf, input, groups, shouldStop));
}
