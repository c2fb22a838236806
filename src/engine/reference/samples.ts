import type { Samples } from '../engine.ts';

/** One sample as the network sees it: (value * scale - mean) / standard deviation of its channel. */
export function normalizedSample(
  samples: Samples,
  index: number,
  mean: readonly number[],
  standardDeviation: readonly number[],
): Float64Array {
  const features = samples.values.length / samples.count;
  const unit = samples.values instanceof Uint8Array ? 255 : 1;
  return Float64Array.from({ length: features }, (_, k) => {
    const channel = Math.floor((k * mean.length) / features);
    return ((samples.values[index * features + k] ?? 0) / unit - (mean[channel] ?? 0)) / (standardDeviation[channel] ?? 1);
  });
}
