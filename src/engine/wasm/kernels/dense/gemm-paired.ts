import { gemm, innerAtOnce, rowsAtOnce } from './gemm';
import { rectified } from '../sparse/list-passes';

/** 4 rows x 16 columns: 16 accumulators, 8 where V8 pairs them. Sums go on from `from`, rows `fromRow` apart. */
function block4(
  a: usize, aRow: usize, aColumn: usize, b: usize, bRow: usize, c: usize, cRow: usize, from: usize, fromRow: usize, inner: usize,
  relu: i32,
): void {
  // V8 pairs nothing that comes from a vector parameter.
  const keep = i32x4.splat(relu ? 0 : -1);
  let c00 = v128.load(from), c01 = v128.load(from, 16), c02 = v128.load(from, 32), c03 = v128.load(from, 48);
  from += fromRow;
  let c10 = v128.load(from), c11 = v128.load(from, 16), c12 = v128.load(from, 32), c13 = v128.load(from, 48);
  from += fromRow;
  let c20 = v128.load(from), c21 = v128.load(from, 16), c22 = v128.load(from, 32), c23 = v128.load(from, 48);
  from += fromRow;
  let c30 = v128.load(from), c31 = v128.load(from, 16), c32 = v128.load(from, 32), c33 = v128.load(from, 48);
  const a1 = aRow, a2 = 2 * aRow, a3 = 3 * aRow;
  for (let k: usize = 0; k < inner; k++) {
    const b0 = v128.load(b), b1 = v128.load(b, 16), b2 = v128.load(b, 32), b3 = v128.load(b, 48);
    let x = v128.load32_splat(a);
    c00 = f32x4.add(c00, f32x4.mul(x, b0));
    c01 = f32x4.add(c01, f32x4.mul(x, b1));
    c02 = f32x4.add(c02, f32x4.mul(x, b2));
    c03 = f32x4.add(c03, f32x4.mul(x, b3));
    x = v128.load32_splat(a + a1);
    c10 = f32x4.add(c10, f32x4.mul(x, b0));
    c11 = f32x4.add(c11, f32x4.mul(x, b1));
    c12 = f32x4.add(c12, f32x4.mul(x, b2));
    c13 = f32x4.add(c13, f32x4.mul(x, b3));
    x = v128.load32_splat(a + a2);
    c20 = f32x4.add(c20, f32x4.mul(x, b0));
    c21 = f32x4.add(c21, f32x4.mul(x, b1));
    c22 = f32x4.add(c22, f32x4.mul(x, b2));
    c23 = f32x4.add(c23, f32x4.mul(x, b3));
    x = v128.load32_splat(a + a3);
    c30 = f32x4.add(c30, f32x4.mul(x, b0));
    c31 = f32x4.add(c31, f32x4.mul(x, b1));
    c32 = f32x4.add(c32, f32x4.mul(x, b2));
    c33 = f32x4.add(c33, f32x4.mul(x, b3));
    a += aColumn;
    b += bRow;
  }
  v128.store(c, rectified(c00, keep));
  v128.store(c, rectified(c01, keep), 16);
  v128.store(c, rectified(c02, keep), 32);
  v128.store(c, rectified(c03, keep), 48);
  v128.store(c + cRow, rectified(c10, keep));
  v128.store(c + cRow, rectified(c11, keep), 16);
  v128.store(c + cRow, rectified(c12, keep), 32);
  v128.store(c + cRow, rectified(c13, keep), 48);
  v128.store(c + 2 * cRow, rectified(c20, keep));
  v128.store(c + 2 * cRow, rectified(c21, keep), 16);
  v128.store(c + 2 * cRow, rectified(c22, keep), 32);
  v128.store(c + 2 * cRow, rectified(c23, keep), 48);
  v128.store(c + 3 * cRow, rectified(c30, keep));
  v128.store(c + 3 * cRow, rectified(c31, keep), 16);
  v128.store(c + 3 * cRow, rectified(c32, keep), 32);
  v128.store(c + 3 * cRow, rectified(c33, keep), 48);
}

/** One row x 16 columns: what blocks of 4 rows leave over. */
function block1(a: usize, aColumn: usize, b: usize, bRow: usize, c: usize, from: usize, inner: usize, relu: i32): void {
  const keep = i32x4.splat(relu ? 0 : -1);
  let c0 = v128.load(from), c1 = v128.load(from, 16), c2 = v128.load(from, 32), c3 = v128.load(from, 48);
  for (let k: usize = 0; k < inner; k++) {
    const x = v128.load32_splat(a);
    c0 = f32x4.add(c0, f32x4.mul(x, v128.load(b)));
    c1 = f32x4.add(c1, f32x4.mul(x, v128.load(b, 16)));
    c2 = f32x4.add(c2, f32x4.mul(x, v128.load(b, 32)));
    c3 = f32x4.add(c3, f32x4.mul(x, v128.load(b, 48)));
    a += aColumn;
    b += bRow;
  }
  v128.store(c, rectified(c0, keep));
  v128.store(c, rectified(c1, keep), 16);
  v128.store(c, rectified(c2, keep), 32);
  v128.store(c, rectified(c3, keep), 48);
}

/** All columns of some rows, over one block of sums. */
function rowsOf(
  a: usize, aRow: usize, aColumn: usize, b: usize, bRow: usize, c: usize, cRow: usize, from: usize, fromRow: usize, rows: usize,
  columns: usize, inner: usize, relu: i32,
): void {
  for (let n: usize = 0; n < columns << 2; n += 64) {
    let m: usize = 0;
    for (; m + 4 <= rows; m += 4)
      block4(a + m * aRow, aRow, aColumn, b + n, bRow, c + m * cRow + n, cRow, from + m * fromRow + n, fromRow, inner, relu);
    for (; m < rows; m++) block1(a + m * aRow, aColumn, b + n, bRow, c + m * cRow + n, from + m * fromRow + n, inner, relu);
  }
}

/** `gemm` with the same bits for V8s that pair vector operations; 8 columns that are left over are its own. */
export function gemmPaired(
  a: usize, aRow: usize, aColumn: usize, b: usize, bRow: usize, c: usize, cRow: usize, start: usize, rows: usize, columns: usize,
  inner: usize, relu: i32,
): void {
  const whole = columns & ~15, done = whole << 2;
  for (let k: usize = 0; k < inner; k += innerAtOnce) {
    const depth = min(innerAtOnce, inner - k), last = k + innerAtOnce < inner ? 0 : relu;
    for (let m: usize = 0; m < rows; m += rowsAtOnce) {
      const to = c + m * cRow;
      rowsOf(
        a + m * aRow + k * aColumn, aRow, aColumn, b + k * bRow, bRow, to, cRow, k ? to : start, k ? cRow : 0,
        min(rowsAtOnce, rows - m), whole, depth, last,
      );
    }
  }
  if (whole < columns) gemm(a, aRow, aColumn, b + done, bRow, c + done, cRow, start + done, rows, columns - whole, inner, relu);
}
