/** A layer's mask in words: for those who do not see the picture, and for the place under the pointer. */
import { formatCount, formatRemaining } from '../../format.ts';
import type { Survivors } from './layer-bits.ts';
import { kernelSize, type TileSize, type WeightPlace } from './mask-layout.ts';
import { t } from '../../../src/shared/text/language.ts';

/** For the head of a column. */
export const rowHead = (shape: readonly number[]): string => (shape.length === 4 ? t('Filter') : t('Unit'));

/** "46,913 of 235,200 weights remain (19.9 %). A unit keeps 21 to 301 of its 784; the median is 158. 3 of 300 units have none left." */
export function survivorWords({ rows, columns, total }: Survivors, shape: readonly number[]): string {
  const [isConvolution, sorted] = [shape.length === 4, rows.toSorted()];
  const all = rows.length * columns.length;
  const [least = 0, median = 0, most = 0] = [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  const spread = least === most ? formatCount(most) : t('{0} to {1}', formatCount(least), formatCount(most));
  const of = [spread, formatCount(columns.length)];
  const kept = isConvolution ? t('A filter keeps {0} of its {1}', ...of) : t('A unit keeps {0} of its {1}', ...of);
  return [
    t('{0} of {1} weights remain ({2} %).', formatCount(total), formatCount(all), formatRemaining(total / Math.max(1, all))),
    least === most ? `${kept}.` : t('{0}; the median is {1}.', kept, formatCount(median)),
    emptyWords(rows, isConvolution ? 'filters' : 'units'),
    emptyWords(columns, isConvolution ? 'places' : 'inputs'),
  ]
    .filter((words) => words !== '')
    .join(' ');
}

const emptyOf = {
  filters: (numbers: readonly string[]) => t('{0} of {1} filters have none left.', ...numbers),
  units: (numbers: readonly string[]) => t('{0} of {1} units have none left.', ...numbers),
  places: (numbers: readonly string[]) => t('{0} of {1} places in the kernels have none left.', ...numbers),
  inputs: (numbers: readonly string[]) => t('{0} of {1} inputs have none left.', ...numbers),
};

function emptyWords(counts: Int32Array, what: keyof typeof emptyOf): string {
  const empty = counts.filter((count) => count === 0).length;
  return empty === 0 ? '' : emptyOf[what]([formatCount(empty), formatCount(counts.length)]);
}

const inImage = (column: number, { channels, height, width }: TileSize): string => {
  const pixel = column % (height * width);
  const place = t('row {0}, column {1}', Math.floor(pixel / width) + 1, (pixel % width) + 1);
  return channels > 1 ? t('channel {0}, {1}', Math.floor(column / (height * width)) + 1, place) : place;
};

/** "unit 17, input 302". @param image The size of the images that the layer sees; null where it does not see images. */
export function placeWords({ row, column }: WeightPlace, shape: readonly number[], image: TileSize | null): string {
  const kernel = kernelSize(shape);
  if (kernel) return t('filter {0}, {1}', row + 1, inImage(column, kernel));
  return image ? t('unit {0}, pixel {1}', row + 1, inImage(column, image)) : t('unit {0}, input {1}', row + 1, formatCount(column + 1));
}
