/** How a level of a network lies in memory: images in groups of 4, `[channels][rows][columns][4]`, one vector a pixel, with a halo of zeros. */
import { roundUp } from '../memory/geometry.ts';

export interface Place {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  /** Bytes from one row, channel and group to the next. */
  readonly row: number;
  readonly plane: number;
  readonly group: number;
  /** Bytes from a group's start to its first pixel: what the halo takes. */
  readonly inset: number;
}

const vector = 16;

/** Channels are filled up to a multiple of 4, since convolutions compute 4 at a time. */
export function imagePlace(shape: readonly number[], halo: number): Place {
  const [channels = 1, height = 1, width = 1] = shape;
  const row = (width + 2 * halo) * vector;
  const plane = (height + 2 * halo) * row;
  return { channels, height, width, row, plane, group: roundUp(channels, 4) * plane, inset: halo * (row + vector) };
}

/** Batch-last rows are images of one pixel: a group of 4 samples is a vector of each row. */
export function rowsPlace(units: number, stride: number): Place {
  return { channels: units, height: 1, width: 1, row: vector, plane: stride, group: vector, inset: 0 };
}
