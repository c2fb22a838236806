/** How inputs are normalised: (value * scale - mean) / standard deviation, scale 1/255 for bytes. */
import type { DatasetConfig } from '../shared/config/schema/dataset-schema.ts';
import { productOf } from '../shared/network/shapes.ts';
import type { Samples } from '../shared/specs/samples.ts';
import type { Normalization } from '../shared/specs/training.ts';

export interface ChannelStatistics {
  /** One number a channel. */
  readonly mean: readonly number[];
  readonly standardDeviation: readonly number[];
}

/** The paper states none; a reproduction found that MNIST's usual numbers fit best. */
export function normalizationFor(dataset: DatasetConfig): Normalization {
  return dataset === 'mnist' ? { kind: 'fixed', mean: [0.1307], standardDeviation: [0.3081] } : { kind: 'training-part' };
}

/** Sum of `term(value)` over one channel of the samples, in f64, in the order of the indices. */
function sumChannel(samples: Samples, indices: Uint32Array, channel: number, area: number, term: (value: number) => number): number {
  const perSample = samples.values.length / samples.count;
  let sum = 0;
  for (const index of indices) {
    const start = index * perSample + channel * area;
    for (let place = start; place < start + area; place++) sum += term(samples.values[place] ?? 0);
  }
  return sum;
}

/** Two passes over the raw values: the sum of bytes is exact, and no small difference of large sums is taken. */
function channelStatistics(samples: Samples, indices: Uint32Array, channel: number, area: number): { mean: number; deviation: number } {
  const scale = samples.values instanceof Uint8Array ? 1 / 255 : 1;
  const count = indices.length * area;
  const mean = sumChannel(samples, indices, channel, area, (value) => value) / count;
  const variance = sumChannel(samples, indices, channel, area, (value) => (value - mean) * (value - mean)) / count;
  // A constant channel carries nothing: it becomes 0, not NaN.
  return { mean: mean * scale, deviation: variance === 0 ? 1 : Math.sqrt(variance) * scale };
}

/** Mean and population standard deviation per channel over the given samples alone; never over validation or test. */
export function trainingStatistics(samples: Samples, indices: Uint32Array): ChannelStatistics {
  const { sampleShape } = samples;
  const channels = sampleShape.length === 3 ? (sampleShape[0] ?? 1) : 1;
  const area = productOf(sampleShape) / channels;
  const all = Array.from({ length: channels }, (_, channel) => channelStatistics(samples, indices, channel, area));
  return { mean: all.map(({ mean }) => mean), standardDeviation: all.map(({ deviation }) => deviation) };
}
