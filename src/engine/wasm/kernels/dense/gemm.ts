import { activated } from './relu';

/**
 * Products are done in blocks that stay in the first two caches: of `innerAtOnce` products in each sum, for `rowsAtOnce` rows. Sums of one
 * block go on from those of the block before, which are exact: `c` holds what a register would.
 */
export const innerAtOnce: usize = 256;
export const rowsAtOnce: usize = 64;

/**
 * 4 rows x 8 columns of the product: 8 accumulators, the most that does not spill (block 4x2). Sums go on from `from`, rows `fromRow`
 * apart.
 */
function block4(
  a: usize, aRow: usize, aColumn: usize, b: usize, bRow: usize, c: usize, cRow: usize, from: usize, fromRow: usize, inner: usize,
  relu: i32,
): void {
  let c00 = v128.load(from), c01 = v128.load(from, 16);
  from += fromRow;
  let c10 = v128.load(from), c11 = v128.load(from, 16);
  from += fromRow;
  let c20 = v128.load(from), c21 = v128.load(from, 16);
  from += fromRow;
  let c30 = v128.load(from), c31 = v128.load(from, 16);
  const a1 = aRow, a2 = 2 * aRow, a3 = 3 * aRow;
  for (let k: usize = 0; k < inner; k++) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    let x = v128.load32_splat(a);
    c00 = f32x4.add(c00, f32x4.mul(x, b0));
    c01 = f32x4.add(c01, f32x4.mul(x, b1));
    x = v128.load32_splat(a + a1);
    c10 = f32x4.add(c10, f32x4.mul(x, b0));
    c11 = f32x4.add(c11, f32x4.mul(x, b1));
    x = v128.load32_splat(a + a2);
    c20 = f32x4.add(c20, f32x4.mul(x, b0));
    c21 = f32x4.add(c21, f32x4.mul(x, b1));
    x = v128.load32_splat(a + a3);
    c30 = f32x4.add(c30, f32x4.mul(x, b0));
    c31 = f32x4.add(c31, f32x4.mul(x, b1));
    a += aColumn;
    b += bRow;
  }
  v128.store(c, activated(c00, relu));
  v128.store(c, activated(c01, relu), 16);
  v128.store(c + cRow, activated(c10, relu));
  v128.store(c + cRow, activated(c11, relu), 16);
  v128.store(c + 2 * cRow, activated(c20, relu));
  v128.store(c + 2 * cRow, activated(c21, relu), 16);
  v128.store(c + 3 * cRow, activated(c30, relu));
  v128.store(c + 3 * cRow, activated(c31, relu), 16);
}

/** One row x 8 columns: what blocks of 4 rows leave over. */
function block1(a: usize, aColumn: usize, b: usize, bRow: usize, c: usize, from: usize, inner: usize, relu: i32): void {
  let c0 = v128.load(from), c1 = v128.load(from, 16);
  for (let k: usize = 0; k < inner; k++) {
    const x = v128.load32_splat(a);
    c0 = f32x4.add(c0, f32x4.mul(x, v128.load(b)));
    c1 = f32x4.add(c1, f32x4.mul(x, v128.load(b, 16)));
    a += aColumn;
    b += bRow;
  }
  v128.store(c, activated(c0, relu));
  v128.store(c, activated(c1, relu), 16);
}

/** All columns of some rows, over one block of sums. */
function rowsOf(
  a: usize, aRow: usize, aColumn: usize, b: usize, bRow: usize, c: usize, cRow: usize, from: usize, fromRow: usize, rows: usize,
  columns: usize, inner: usize, relu: i32,
): void {
  for (let n: usize = 0; n < columns << 2; n += 32) {
    let m: usize = 0;
    for (; m + 4 <= rows; m += 4)
      block4(a + m * aRow, aRow, aColumn, b + n, bRow, c + m * cRow + n, cRow, from + m * fromRow + n, fromRow, inner, relu);
    for (; m < rows; m++) block1(a + m * aRow, aColumn, b + n, bRow, c + m * cRow + n, from + m * fromRow + n, inner, relu);
  }
}

/**
 * `c[m][n] = start[n] + sum over k ascending of a[m][k] * b[k][n]`, product first, then add; `columns` is a multiple of 8.
 * `start` is the same row for all m: the bias, or zeros.
 */
export function gemm(
  a: usize, aRow: usize, aColumn: usize, b: usize, bRow: usize, c: usize, cRow: usize, start: usize, rows: usize, columns: usize,
  inner: usize, relu: i32,
): void {
  for (let k: usize = 0; k < inner; k += innerAtOnce) {
    const depth = min(innerAtOnce, inner - k), last = k + innerAtOnce < inner ? 0 : relu;
    for (let m: usize = 0; m < rows; m += rowsAtOnce) {
      const to = c + m * cRow;
      rowsOf(
        a + m * aRow + k * aColumn, aRow, aColumn, b + k * bRow, bRow, to, cRow, k ? to : start, k ? cRow : 0,
        min(rowsAtOnce, rows - m), columns, depth, last,
      );
    }
  }
}
