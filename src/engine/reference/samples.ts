import { type ImageMove, unmoved } from '../augmentation.ts';
import type { Samples } from '../engine.ts';

/** One sample as the network sees it: (value * scale - mean) / standard deviation of its channel; black outside a moved image. */
export function normalizedSample(
  samples: Samples,
  index: number,
  mean: readonly number[],
  standardDeviation: readonly number[],
  { down, right, flip }: ImageMove = unmoved,
): Float64Array {
  const features = samples.values.length / samples.count;
  const unit = samples.values instanceof Uint8Array ? 255 : 1;
  const [height, width] = samples.sampleShape.length === 3 ? samples.sampleShape.slice(1) : [1, features];
  const sourceOf = (k: number): number | null => {
    const [x, y] = [(k % (width ?? 1)) + right, (Math.floor(k / (width ?? 1)) % (height ?? 1)) + down];
    if (x < 0 || y < 0 || x >= (width ?? 1) || y >= (height ?? 1)) return null;
    const plane = k - (k % ((width ?? 1) * (height ?? 1)));
    return plane + y * (width ?? 1) + (flip ? (width ?? 1) - 1 - x : x);
  };
  return Float64Array.from({ length: features }, (_, k) => {
    const channel = Math.floor((k * mean.length) / features);
    const source = sourceOf(k);
    const value = source === null ? 0 : (samples.values[index * features + source] ?? 0);
    return (value / unit - (mean[channel] ?? 0)) / (standardDeviation[channel] ?? 1);
  });
}
