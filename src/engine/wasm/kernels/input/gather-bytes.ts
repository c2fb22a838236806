/** Four bytes as four floats, normalised: byte * scale + shift (product rounded first). */
// @ts-ignore: decorator
@inline
function normalized(bytes: v128, scale: v128, shift: v128): v128 {
  const words = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(bytes));
  return f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(words), scale), shift);
}

/** 4 features of 4 samples: byte rows in, float rows of samples out. */
// @ts-ignore: decorator
@inline
function block(rows: usize, feature: usize, scale: usize, shift: usize, out: usize, stride: usize): void {
  let x = v128.load32_zero(<usize>load<u32>(rows) + feature);
  x = v128.load32_lane(<usize>load<u32>(rows, 4) + feature, x, 1);
  x = v128.load32_lane(<usize>load<u32>(rows, 8) + feature, x, 2);
  x = v128.load32_lane(<usize>load<u32>(rows, 12) + feature, x, 3);
  x = i8x16.shuffle(x, x, 0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
  scale += feature << 2;
  shift += feature << 2;
  v128.store(out, normalized(x, v128.load32_splat(scale), v128.load32_splat(shift)));
  x = i32x4.shuffle(x, x, 1, 2, 3, 0);
  v128.store(out + stride, normalized(x, v128.load32_splat(scale, 4), v128.load32_splat(shift, 4)));
  x = i32x4.shuffle(x, x, 1, 2, 3, 0);
  v128.store(out + 2 * stride, normalized(x, v128.load32_splat(scale, 8), v128.load32_splat(shift, 8)));
  x = i32x4.shuffle(x, x, 1, 2, 3, 0);
  v128.store(out + 3 * stride, normalized(x, v128.load32_splat(scale, 12), v128.load32_splat(shift, 12)));
}

/**
 * Normalised input `[features][samples]` of a batch.
 * `rows`: addresses of the samples' bytes (a multiple of 4); `blocks`: first feature of each block of 4 that is wanted.
 */
export function gatherBytesBatchLast(
  rows: usize, samples: usize, blocks: usize, blockCount: usize, scale: usize, shift: usize, out: usize, stride: usize,
): void {
  const end = blocks + (blockCount << 2);
  for (; blocks < end; blocks += 4) {
    const feature = <usize>load<u32>(blocks);
    const target = out + feature * stride;
    for (let s: usize = 0; s < samples; s += 4) block(rows + (s << 2), feature, scale, shift, target + (s << 2), stride);
  }
}

/** Normalised input `[samples][features]` of a batch, rows of `stride` bytes. */
export function gatherBytesBatchFirst(
  rows: usize, samples: usize, features: usize, scale: usize, shift: usize, out: usize, stride: usize,
): void {
  for (let s: usize = 0; s < samples; s++) {
    const row = <usize>load<u32>(rows + (s << 2));
    const target = out + s * stride;
    for (let k: usize = 0; k < features; k += 4) {
      const at = k << 2;
      v128.store(target + at, normalized(v128.load32_zero(row + k), v128.load(scale + at), v128.load(shift + at)));
    }
  }
}
