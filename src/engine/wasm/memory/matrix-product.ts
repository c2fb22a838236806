/** The matrix product by names: its kernel takes twelve numbers (kernels/dense). Addresses and strides in bytes. */
import type { Kernels } from '../kernel-exports.ts';

interface Matrix {
  readonly address: number;
  /** From one row to the next. */
  readonly row: number;
}

/** C = A B, each row of C beginning with `start` instead of zeros. */
export interface MatrixProduct {
  /** `[rows][inner]`; a transposed matrix has a short `row` and a long `column`. */
  readonly a: Matrix & { readonly column: number };
  /** `[inner][columns]` */
  readonly b: Matrix;
  /** `[rows][columns]` */
  readonly c: Matrix;
  /** `[columns]` */
  readonly start: number;
  readonly rows: number;
  /** A multiple of 8: what a row is filled up with is computed too. */
  readonly columns: number;
  readonly inner: number;
  /** 1: sums below 0 become 0. */
  readonly relu: number;
}

export function multiply({ gemm }: Kernels, { a, b, c, start, rows, columns, inner, relu }: MatrixProduct): void {
  gemm(a.address, a.row, a.column, b.address, b.row, c.address, c.row, start, rows, columns, inner, relu);
}
