/** Where the channels of an image stand in an array: engines want them first. */
import type { DataArray } from '../data-array.ts';
import { sharedBytes, sharedFloats } from '../data-array.ts';

export type ImageLayout = 'auto' | 'channels-first' | 'channels-last';

/** `[n, h, w, 3]` is channels last; `[n, 3, h, w]`, and anything that could be both, is not touched. */
function isChannelsLast(shape: readonly number[], layout: ImageLayout): boolean {
  if (shape.length !== 4 || layout === 'channels-first') return false;
  const isFew = (size: number | undefined): boolean => size === 1 || size === 3;
  return layout === 'channels-last' || (isFew(shape[3]) && !isFew(shape[1]));
}

/**
 * @param array Images `[n, h, w, c]` or `[n, c, h, w]`; fewer dimensions stay as they are.
 * @returns `[n, c, h, w]`.
 */
export function channelsFirst(array: DataArray, layout: ImageLayout): DataArray {
  if (!isChannelsLast(array.shape, layout)) return array;
  const [count = 0, height = 0, width = 0, channels = 0] = array.shape;
  const [from, area] = [array.values, height * width];
  const to = from instanceof Uint8Array ? sharedBytes(from.length) : sharedFloats(from.length);
  for (let image = 0; image < count; image++) {
    const start = image * area * channels;
    for (let pixel = 0; pixel < area; pixel++)
      for (let channel = 0; channel < channels; channel++)
        to[start + channel * area + pixel] = from[start + pixel * channels + channel] ?? 0;
  }
  return { file: array.file, shape: [count, channels, height, width], values: to };
}
