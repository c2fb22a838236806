/** Normalisation as one product and one sum per feature: (value * unit - mean) / deviation = value * scale + shift. */
export interface InputScaling {
  readonly scale: Float32Array;
  readonly shift: Float32Array;
}

/** Channels lie one after the other in a sample: `[channels, height, width]`, or one channel of all features. */
export function inputScaling(
  features: number,
  isBytes: boolean,
  mean: readonly number[],
  standardDeviation: readonly number[],
): InputScaling {
  const unit = isBytes ? 255 : 1;
  const channelOf = (feature: number): number => Math.floor((feature * mean.length) / features);
  const scale = Float32Array.from({ length: features }, (_, k) => 1 / (unit * (standardDeviation[channelOf(k)] ?? 1)));
  const shift = Float32Array.from({ length: features }, (_, k) => -(mean[channelOf(k)] ?? 0) / (standardDeviation[channelOf(k)] ?? 1));
  return { scale, shift };
}
