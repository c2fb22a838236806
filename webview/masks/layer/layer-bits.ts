/** The mask of a layer in the panel: units by inputs, a bit a weight. */
import { type LayerMask, type MaskOverlap, maskOverlap } from '../../../src/shared/results/ticket/layer-mask.ts';

export interface LayerBits {
  readonly shape: readonly number[];
  /** Units, or filters. */
  readonly rows: number;
  /** Weights of a unit: its inputs, or channels x height x width. */
  readonly columns: number;
  /** As `packBits` writes them. */
  readonly bytes: Uint8Array;
}

export function layerBits({ shape, bits }: Pick<LayerMask, 'shape' | 'bits'>): LayerBits {
  const text = atob(bits);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  const [rows = 0, ...rest] = shape;
  return { shape, rows, columns: rest.reduce((product, side) => product * side, 1), bytes };
}

export const isKept = ({ bytes }: LayerBits, index: number): boolean => (((bytes[index >>> 3] ?? 0) >>> (index & 7)) & 1) === 1;

/** Survivors of each row and each column. */
export interface Survivors {
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  readonly total: number;
}

export function survivorsOf(mask: LayerBits): Survivors {
  const rows = new Int32Array(mask.rows);
  const columns = new Int32Array(mask.columns);
  let total = 0;
  for (let row = 0, index = 0; row < mask.rows; row++) {
    for (let column = 0; column < mask.columns; column++, index++) {
      if (!isKept(mask, index)) continue;
      rows[row] = (rows[row] ?? 0) + 1;
      columns[column] = (columns[column] ?? 0) + 1;
      total++;
    }
  }
  return { rows, columns, total };
}

const onesOfByte = Uint8Array.from({ length: 256 }, (_, byte) => [...byte.toString(2)].filter((digit) => digit === '1').length);

function ones(bytes: Uint8Array, and: Uint8Array = bytes): number {
  let sum = 0;
  for (let index = 0; index < bytes.length; index++) sum += onesOfByte[(bytes[index] ?? 0) & (and[index] ?? 0)] ?? 0;
  return sum;
}

/** How far two masks of one layer agree. */
export const overlapOf = (a: LayerBits, b: LayerBits): MaskOverlap =>
  maskOverlap({ both: ones(a.bytes, b.bytes), inA: ones(a.bytes), inB: ones(b.bytes), total: a.rows * a.columns });
