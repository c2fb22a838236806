/** Stores the transpose of a 4x4 block given by its rows. */
// @ts-ignore: decorator
@inline
export function transpose4(a: v128, b: v128, c: v128, d: v128, out: usize, stride: usize): void {
  const ab = f32x4.shuffle(a, b, 0, 4, 1, 5);
  const cd = f32x4.shuffle(c, d, 0, 4, 1, 5);
  const ab2 = f32x4.shuffle(a, b, 2, 6, 3, 7);
  const cd2 = f32x4.shuffle(c, d, 2, 6, 3, 7);
  v128.store(out, f32x4.shuffle(ab, cd, 0, 1, 4, 5));
  v128.store(out + stride, f32x4.shuffle(ab, cd, 2, 3, 6, 7));
  v128.store(out + 2 * stride, f32x4.shuffle(ab2, cd2, 0, 1, 4, 5));
  v128.store(out + 3 * stride, f32x4.shuffle(ab2, cd2, 2, 3, 6, 7));
}

/** `to[c][r] = from[r][c]`; rows and columns are rounded up to multiples of 4, both sides have room for that. */
export function transpose(from: usize, fromStride: usize, rows: usize, columns: usize, to: usize, toStride: usize): void {
  for (let r: usize = 0; r < rows; r += 4) {
    const source = from + r * fromStride;
    for (let c: usize = 0; c < columns; c += 4) {
      const p = source + (c << 2);
      transpose4(
        v128.load(p), v128.load(p + fromStride), v128.load(p + 2 * fromStride), v128.load(p + 3 * fromStride),
        to + c * toStride + (r << 2), toStride);
    }
  }
}
