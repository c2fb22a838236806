/** The pixels of a mask's picture: in layers larger than the screen a pixel stands for many weights. */
import { isKept, type LayerBits } from './layer-bits.ts';
import type { MaskLayout } from './mask-layout.ts';

export interface Raster {
  readonly width: number;
  readonly height: number;
  /** Fractions 0..1 of each pixel's weights that remain, and that the last round has pruned. */
  readonly kept: Float32Array;
  readonly gone: Float32Array;
  /** Weights in each pixel; 0 between them. */
  readonly weights: Int32Array;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const scaled = (count: number, to: number): Int32Array => Int32Array.from({ length: count }, (_, at) => Math.floor((at * to) / count));

/** @param before The mask of the round before; null marks nothing. @param size Of the picture, at most that of the layout. */
export function rasterOf(layout: MaskLayout, mask: LayerBits, before: LayerBits | null, size: Size): Raster {
  const { rowX, rowY, columnX, columnY } = layout;
  const pixels = size.width * size.height;
  const [kept, gone, weights] = [new Float32Array(pixels), new Float32Array(pixels), new Int32Array(pixels)];
  const [toX, toY] = [scaled(layout.width, size.width), scaled(layout.height, size.height)];
  for (let row = 0, index = 0; row < mask.rows; row++) {
    const [x, y] = [rowX[row]!, rowY[row]!];
    for (let column = 0; column < mask.columns; column++, index++) {
      const pixel = toY[y + columnY[column]!]! * size.width + toX[x + columnX[column]!]!;
      weights[pixel]!++;
      if (isKept(mask, index)) kept[pixel]!++;
      else if (before !== null && isKept(before, index)) gone[pixel]!++;
    }
  }
  for (let pixel = 0; pixel < pixels; pixel++) {
    const count = Math.max(1, weights[pixel]!);
    kept[pixel]! /= count;
    gone[pixel]! /= count;
  }
  return { ...size, kept, gone, weights };
}

/** Lowest and highest fraction that remains, over all pixels with weights. */
export function keptRange({ kept, weights }: Raster): { readonly least: number; readonly most: number } {
  let [least, most] = [1, 0];
  for (let pixel = 0; pixel < kept.length; pixel++) {
    if (weights[pixel] === 0) continue;
    least = Math.min(least, kept[pixel] ?? 0);
    most = Math.max(most, kept[pixel] ?? 0);
  }
  return { least: Math.min(least, most), most };
}

export type Rgb = readonly [red: number, green: number, blue: number];

export interface RasterColors {
  readonly ground: Rgb;
  /** Where weights are pruned. */
  readonly pruned: Rgb;
  readonly kept: Rgb;
  readonly gone: Rgb;
}

/** RGBA, four bytes a pixel. Where pixels stand for many weights, the fullest one has the full colour. */
export function pixelsOf(raster: Raster, colors: RasterColors): Uint8ClampedArray<ArrayBuffer> {
  const { kept, gone, weights } = raster;
  const most = keptRange(raster).most || 1;
  const bytes = new Uint8ClampedArray(4 * kept.length);
  for (let pixel = 0; pixel < kept.length; pixel++) {
    const blue = (kept[pixel] ?? 0) / most;
    const orange = Math.min(1 - blue, gone[pixel] ?? 0);
    for (let channel = 0; channel < 3; channel++) {
      const base = colors.pruned[channel] ?? 0;
      const mixed = base + blue * ((colors.kept[channel] ?? 0) - base) + orange * ((colors.gone[channel] ?? 0) - base);
      bytes[4 * pixel + channel] = weights[pixel] === 0 ? (colors.ground[channel] ?? 0) : mixed;
    }
    bytes[4 * pixel + 3] = 255;
  }
  return bytes;
}
