/** Samples as TensorFlow.js sees them: normalised, images channels last. */
import { type ImageMove, unmoved } from '../../augmentation.ts';
import type { Samples } from '../../engine.ts';
import type { TensorFlow, TfTensor } from './tensorflow.ts';

export interface SampleSource {
  readonly samples: Samples;
  readonly mean: readonly number[];
  readonly standardDeviation: readonly number[];
}

/** Calls `put` with (value * scale - mean) / standard deviation at every place of an image; black outside a moved one. */
function readImage(source: SampleSource, index: number, move: ImageMove, put: (place: number, value: number) => void): void {
  const { samples, mean, standardDeviation } = source;
  const [channels = 1, height = 1, width = 1] = samples.sampleShape;
  const unit = samples.values instanceof Uint8Array ? 255 : 1;
  const first = index * channels * height * width;
  for (let c = 0; c < channels; c++)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const [row, column] = [y + move.down, x + move.right];
        const inside = row >= 0 && column >= 0 && row < height && column < width;
        const from = first + (c * height + row) * width + (move.flip ? width - 1 - column : column);
        const value = inside ? (samples.values[from] ?? 0) / unit : 0;
        put((y * width + x) * channels + c, (value - (mean[c] ?? 0)) / (standardDeviation[c] ?? 1));
      }
}

function readFeatures(
  { samples, mean, standardDeviation }: SampleSource,
  index: number,
  put: (place: number, value: number) => void,
): void {
  const features = samples.values.length / samples.count;
  const unit = samples.values instanceof Uint8Array ? 255 : 1;
  for (let k = 0; k < features; k++) {
    const channel = Math.floor((k * mean.length) / features);
    put(k, ((samples.values[index * features + k] ?? 0) / unit - (mean[channel] ?? 0)) / (standardDeviation[channel] ?? 1));
  }
}

/**
 * @param moveOf The move of the sample at a place of the batch.
 * @returns `[samples, features]` or `[samples, height, width, channels]`
 */
export function readBatch(
  tf: TensorFlow,
  source: SampleSource,
  indices: Uint32Array,
  moveOf: (place: number) => ImageMove = () => unmoved,
): TfTensor {
  const { samples } = source;
  const features = samples.values.length / samples.count;
  const values = new Float32Array(indices.length * features);
  const isImage = samples.sampleShape.length === 3;
  indices.forEach((index, place) => {
    const put = (at: number, value: number): void => void (values[place * features + at] = value);
    if (isImage) readImage(source, index, moveOf(place), put);
    else readFeatures(source, index, put);
  });
  const [channels = 1, height = 1, width = 1] = samples.sampleShape;
  return isImage ? tf.tensor(values, [indices.length, height, width, channels]) : tf.tensor(values, [indices.length, features]);
}
