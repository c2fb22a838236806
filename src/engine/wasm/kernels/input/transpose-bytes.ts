/** Stores 4 features of 4 samples, one 32-bit lane a feature. */
// @ts-ignore: decorator
@inline
function store4(lanes: v128, out: usize, stride: usize): void {
  v128.store32_lane(out, lanes, 0);
  v128.store32_lane(out + stride, lanes, 1);
  v128.store32_lane(out + 2 * stride, lanes, 2);
  v128.store32_lane(out + 3 * stride, lanes, 3);
}

/** 16 features of 4 samples. */
// @ts-ignore: decorator
@inline
function block(rows: usize, feature: usize, out: usize, stride: usize): void {
  const a = v128.load(<usize>load<u32>(rows) + feature), b = v128.load(<usize>load<u32>(rows, 4) + feature);
  const c = v128.load(<usize>load<u32>(rows, 8) + feature), d = v128.load(<usize>load<u32>(rows, 12) + feature);
  const ab = i8x16.shuffle(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  const cd = i8x16.shuffle(c, d, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  const ab2 = i8x16.shuffle(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
  const cd2 = i8x16.shuffle(c, d, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
  store4(i16x8.shuffle(ab, cd, 0, 8, 1, 9, 2, 10, 3, 11), out, stride);
  store4(i16x8.shuffle(ab, cd, 4, 12, 5, 13, 6, 14, 7, 15), out + 4 * stride, stride);
  store4(i16x8.shuffle(ab2, cd2, 0, 8, 1, 9, 2, 10, 3, 11), out + 8 * stride, stride);
  store4(i16x8.shuffle(ab2, cd2, 4, 12, 5, 13, 6, 14, 7, 15), out + 12 * stride, stride);
}

/** Bytes of a batch, `[features rounded up to 16][stride]`; `rows`: addresses of the samples' bytes, a multiple of 4 of them. */
export function transposeBytes(rows: usize, samples: usize, features: usize, out: usize, stride: usize): void {
  for (let s: usize = 0; s < samples; s += 4) {
    for (let k: usize = 0; k < features; k += 16) block(rows + (s << 2), k, out + k * stride + s, stride);
  }
}

/** `out[n]` = the row of `rowBytes` bytes, a multiple of 16, at `from + offsets[n]`; rows of `out` follow each other. */
export function gatherByteRows(offsets: usize, count: usize, from: usize, rowBytes: usize, out: usize): void {
  for (const end = offsets + (count << 2); offsets < end; offsets += 4) {
    const row = from + <usize>load<u32>(offsets);
    for (let at: usize = 0; at < rowBytes; at += 16) v128.store(out + at, v128.load(row + at));
    out += rowBytes;
  }
}
