/** A layer's mask in words: for those who do not see the picture, and for the place under the pointer. */
import { formatCount, formatRemaining } from '../format.ts';
import type { Survivors } from './layer-bits.ts';
import { kernelSize, type TileSize, type WeightPlace } from './mask-layout.ts';

export const rowName = (shape: readonly number[]): string => (shape.length === 4 ? 'filter' : 'unit');

/** "46,913 of 235,200 weights remain (19.9 %). A unit keeps 21 to 301 of its 784; the median is 158. 3 of 300 units have none left." */
export function survivorWords({ rows, columns, total }: Survivors, shape: readonly number[]): string {
  const [name, sorted] = [rowName(shape), rows.toSorted()];
  const all = rows.length * columns.length;
  const [least = 0, median = 0, most = 0] = [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  const spread = least === most ? formatCount(most) : `${formatCount(least)} to ${formatCount(most)}`;
  const middle = least === most ? '' : `; the median is ${formatCount(median)}`;
  return [
    `${formatCount(total)} of ${formatCount(all)} weights remain (${formatRemaining(total / Math.max(1, all))} %).`,
    `A ${name} keeps ${spread} of its ${formatCount(columns.length)}${middle}.`,
    emptyWords(rows, `${name}s`),
    emptyWords(columns, shape.length === 4 ? 'places in the kernels' : 'inputs'),
  ]
    .filter((words) => words !== '')
    .join(' ');
}

function emptyWords(counts: Int32Array, names: string): string {
  const empty = counts.filter((count) => count === 0).length;
  return empty === 0 ? '' : `${formatCount(empty)} of ${formatCount(counts.length)} ${names} have none left.`;
}

const inImage = (column: number, { channels, height, width }: TileSize): string => {
  const pixel = column % (height * width);
  const channel = channels > 1 ? `channel ${Math.floor(column / (height * width)) + 1}, ` : '';
  return `${channel}row ${Math.floor(pixel / width) + 1}, column ${(pixel % width) + 1}`;
};

/** "unit 17, input 302". @param image The size of the images that the layer sees; null where it does not see images. */
export function placeWords({ row, column }: WeightPlace, shape: readonly number[], image: TileSize | null): string {
  const kernel = kernelSize(shape);
  if (kernel) return `filter ${row + 1}, ${inImage(column, kernel)}`;
  return `unit ${row + 1}, ${image ? `pixel ${inImage(column, image)}` : `input ${formatCount(column + 1)}`}`;
}
