/** In which order a mask's rows and columns are drawn. */
import { isKept, type LayerBits, survivorsOf } from './layer-bits.ts';

export interface MaskOrder {
  /** The row that is drawn at each place. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

const places = (count: number): number[] => Array.from({ length: count }, (_, place) => place);

export const storedOrder = ({ rows, columns }: LayerBits): MaskOrder => ({ rows: places(rows), columns: places(columns) });

const descending = (values: ArrayLike<number>): number[] =>
  places(values.length).sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b);

/** Rows and columns with the most survivors first. */
export function sortedOrder(mask: LayerBits): MaskOrder {
  const { rows, columns } = survivorsOf(mask);
  return { rows: descending(rows), columns: descending(columns) };
}

interface Survivor {
  readonly row: Int32Array;
  readonly column: Int32Array;
}

/** Places of all survivors. */
function survivorList(mask: LayerBits, total: number): Survivor {
  const [row, column] = [new Int32Array(total), new Int32Array(total)];
  let found = 0;
  for (let index = 0; index < mask.rows * mask.columns; index++) {
    if (!isKept(mask, index)) continue;
    row[found] = Math.floor(index / mask.columns);
    column[found++] = index % mask.columns;
  }
  return { row, column };
}

/** Means of the other side's scores over each one's survivors. */
function meansOf(own: Int32Array, other: Int32Array, scores: Float64Array, counts: Int32Array): Float64Array {
  const sums = new Float64Array(counts.length);
  for (let index = 0; index < own.length; index++) {
    const at = own[index] ?? 0;
    sums[at] = (sums[at] ?? 0) + (scores[other[index] ?? 0] ?? 0);
  }
  return sums.map((sum, at) => sum / Math.max(1, counts[at] ?? 0));
}

/** Takes the mean away, weighted by survivors, and brings the largest to 1: all scores alike say nothing. */
function centred(scores: Float64Array, counts: Int32Array, total: number): Float64Array {
  const mean = scores.reduce((sum, score, at) => sum + score * (counts[at] ?? 0), 0) / Math.max(1, total);
  const moved = scores.map((score) => score - mean);
  const largest = moved.reduce((most, score) => Math.max(most, Math.abs(score)), 0);
  return largest > 0 ? moved.map((score) => score / largest) : moved;
}

/** Its multiples are spread evenly and favour no group of columns, as their places would. */
const goldenRatio = 0.6180339887498949;

const passes = 20;
/** From as many survivors on, fewer passes: the picture comes within a second. */
const many = 2_000_000;

/**
 * Rows and columns with similar survivors beside each other: the first axis of a correspondence analysis, found by reciprocal averaging
 * (Hill 1973). Those without survivors come last.
 */
export function similarOrder(mask: LayerBits): MaskOrder {
  const { rows, columns, total } = survivorsOf(mask);
  const { row, column } = survivorList(mask, total);
  let across = centred(
    Float64Array.from(columns, (_, at) => (at * goldenRatio) % 1),
    columns,
    total,
  );
  let down = new Float64Array(mask.rows);
  for (let pass = 0; pass < (total > many ? passes / 5 : passes); pass++) {
    down = new Float64Array(meansOf(row, column, across, rows));
    across = centred(meansOf(column, row, down, columns), columns, total);
  }
  const order = (scores: Float64Array, counts: Int32Array): number[] =>
    descending(scores.map((score, at) => (counts[at] ? score : -Infinity)));
  return { rows: order(down, rows), columns: order(across, columns) };
}
