/** Where each weight of a layer stands in its picture. A weight's place is the sum of its row's and its column's, so large layers need no table of weights. */
import type { LayerBits } from './layer-bits.ts';
import type { MaskOrder } from './mask-order.ts';

export interface MaskLayout {
  /** Places across and down. */
  readonly width: number;
  readonly height: number;
  readonly rowX: Int32Array;
  readonly rowY: Int32Array;
  readonly columnX: Int32Array;
  readonly columnY: Int32Array;
  /** The weight at a place; null between weights. */
  at(x: number, y: number): WeightPlace | null;
}

export interface WeightPlace {
  readonly row: number;
  readonly column: number;
}

function placesIn(order: readonly number[]): Int32Array {
  const places = new Int32Array(order.length);
  order.forEach((one, place) => (places[one] = place));
  return places;
}

/** Units down, inputs across. */
export function matrixLayout({ rows, columns }: LayerBits, order: MaskOrder): MaskLayout {
  return {
    width: columns,
    height: rows,
    rowX: new Int32Array(rows),
    rowY: placesIn(order.rows),
    columnX: placesIn(order.columns),
    columnY: new Int32Array(columns),
    at(x, y) {
      const [row, column] = [order.rows[y], order.columns[x]];
      return row === undefined || column === undefined ? null : { row, column };
    },
  };
}

/** Size of the small images that a row of the layer is made of: kernels of a convolution, or inputs that are an image. */
export interface TileSize {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

/** The size of a convolution's kernels, or null. */
export function kernelSize([, channels, height, width]: readonly number[]): TileSize | null {
  return channels === undefined || height === undefined || width === undefined ? null : { channels, height, width };
}

/** How many rows of the layer stand side by side: one where its channels fill the width, more where that leaves the picture tall. */
function rowsAcross(rows: number, { channels, height, width }: TileSize): number {
  const [tall, wide] = [height + 1, channels * (width + 1)];
  return Math.max(1, Math.min(rows, Math.ceil(Math.sqrt((1.6 * rows * tall) / wide))));
}

/** A small image for each channel of each row of the layer, a free place between them. */
export function tileLayout({ rows, columns }: LayerBits, size: TileSize): MaskLayout {
  const { channels, height, width } = size;
  const across = rowsAcross(rows, size);
  const [stepX, stepY] = [channels * (width + 1) + (channels > 1 ? 1 : 0), height + 1];
  const cells = { row: Array.from({ length: rows }, (_, row) => row), column: Array.from({ length: columns }, (_, column) => column) };
  const [pixels, gaps] = [width * height, { x: width + 1 }];
  return {
    width: across * stepX - (channels > 1 ? 2 : 1),
    height: Math.ceil(rows / across) * stepY - 1,
    rowX: Int32Array.from(cells.row, (row) => (row % across) * stepX),
    rowY: Int32Array.from(cells.row, (row) => Math.floor(row / across) * stepY),
    columnX: Int32Array.from(cells.column, (column) => Math.floor(column / pixels) * gaps.x + (column % width)),
    columnY: Int32Array.from(cells.column, (column) => Math.floor((column % pixels) / width)),
    at(x, y) {
      const [inX, inY] = [x % stepX, y % stepY];
      const [channel, px] = [Math.floor(inX / gaps.x), inX % gaps.x];
      const row = Math.floor(y / stepY) * across + Math.floor(x / stepX);
      if (row >= rows || px >= width || inY >= height || channel >= channels) return null;
      return { row, column: channel * pixels + inY * width + px };
    },
  };
}
