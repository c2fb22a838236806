import { activated } from './relu';

/** 4 rows x 8 columns of the product: 8 accumulators, the most that does not spill (block 4x2). */
function block4(a: usize, aRow: usize, aColumn: usize, b: usize, bRow: usize, c: usize, cRow: usize, start: usize, inner: usize, relu: i32): void {
  const s0 = v128.load(start), s1 = v128.load(start, 16);
  let c00 = s0, c01 = s1, c10 = s0, c11 = s1, c20 = s0, c21 = s1, c30 = s0, c31 = s1;
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
function block1(a: usize, aColumn: usize, b: usize, bRow: usize, c: usize, start: usize, inner: usize, relu: i32): void {
  let c0 = v128.load(start), c1 = v128.load(start, 16);
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

/**
 * `c[m][n] = start[n] + sum over k ascending of a[m][k] * b[k][n]`, product first, then add; `columns` is a multiple of 8.
 * `start` is the same row for all m: the bias, or zeros.
 */
export function gemm(a: usize, aRow: usize, aColumn: usize, b: usize, bRow: usize, c: usize, cRow: usize, start: usize, rows: usize, columns: usize, inner: usize, relu: i32): void {
  for (let n: usize = 0; n < columns << 2; n += 32) {
    let m: usize = 0;
    for (; m + 4 <= rows; m += 4) block4(a + m * aRow, aRow, aColumn, b + n, bRow, c + m * cRow + n, cRow, start + n, inner, relu);
    for (; m < rows; m++) block1(a + m * aRow, aColumn, b + n, bRow, c + m * cRow + n, start + n, inner, relu);
  }
}
