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

/** Samples of one dimension, whose columns measure different things. */
export const isTable = ({ sampleShape }: Pick<Samples, 'sampleShape'>): boolean => sampleShape.length === 1;

const asksFor = (dataset: DatasetConfig): 'per-channel' | 'per-feature' | undefined =>
  typeof dataset === 'object' && 'normalization' in dataset ? dataset.normalization : undefined;

/** Whole numbers of 0 to 255 are pixels, in a table too: they share one scale. docs/config.md has the measurement. */
const hasColumnsOfTheirOwn = (samples: Pick<Samples, 'sampleShape' | 'values'>): boolean =>
  isTable(samples) && !(samples.values instanceof Uint8Array);

/** The paper states none; a reproduction found that MNIST's usual numbers fit best. */
export function normalizationFor(dataset: DatasetConfig, samples: Pick<Samples, 'sampleShape' | 'values'>): Normalization {
  if (dataset === 'mnist') return { kind: 'fixed', mean: [0.1307], standardDeviation: [0.3081] };
  const asked = asksFor(dataset);
  return asked === 'per-feature' || (asked === undefined && hasColumnsOfTheirOwn(samples))
    ? { kind: 'per-feature' }
    : { kind: 'training-part' };
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

/** Of one column, in raw values. */
function columnStatistics(samples: Samples, indices: Uint32Array, column: number): { mean: number; deviation: number } {
  const mean = sumChannel(samples, indices, column, 1, (value) => value) / indices.length;
  const variance = sumChannel(samples, indices, column, 1, (value) => (value - mean) * (value - mean)) / indices.length;
  return { mean, deviation: variance === 0 ? 1 : Math.sqrt(variance) };
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

/** Mean and population standard deviation of each column of a table over the samples with these indices, in raw values; 1 for a constant column. */
export function columnStatisticsOf(samples: Samples, indices: Uint32Array): ChannelStatistics {
  const all = Array.from({ length: productOf(samples.sampleShape) }, (_, column) => columnStatistics(samples, indices, column));
  return { mean: all.map(({ mean }) => mean), standardDeviation: all.map(({ deviation }) => deviation) };
}

/**
 * A table whose columns each have mean 0 and standard deviation 1 over the samples with these indices; a constant column becomes 0.
 * In f64, so that a column far from 0 loses nothing but what float32 had lost already.
 */
export function standardiseColumns(samples: Samples, indices: Uint32Array): (part: Samples) => Samples {
  const { mean: means, standardDeviation } = columnStatisticsOf(samples, indices);
  const columns = means.length;
  return (part) => {
    const values = new Float32Array(part.values.length);
    for (const [column, mean] of means.entries()) {
      const deviation = standardDeviation[column] ?? 1;
      for (let place = column; place < values.length; place += columns) values[place] = ((part.values[place] ?? 0) - mean) / deviation;
    }
    return { ...part, values };
  };
}
