import { pass4 } from '../sparse/list-passes';

/**
 * `out[s][j] = start[j] + sum over the nonzero inputs k ascending of x[s][k] * w[k][j]`; `stride`: bytes of a row, `width` of them in use,
 * a multiple of 64.
 * 16 columns of all samples, then the next 16: what a column block reads of `w` (64 bytes a row) stays in the second cache.
 */
export function inputSparseForward(
  starts: usize, samples: usize, w: usize, start: usize, out: usize, stride: usize, width: usize, relu: i32,
): void {
  const end = starts + (samples << 2), keep = i32x4.splat(relu ? 0 : -1);
  for (let j: usize = 0; j < width; j += 64) {
    const b0 = v128.load(start + j), b1 = v128.load(start + j, 16), b2 = v128.load(start + j, 32), b3 = v128.load(start + j, 48);
    for (let at = starts, row = out + j; at < end; at += 4, row += stride)
      pass4(<usize>load<u32>(at), <usize>load<u32>(at, 4), w + j, b0, b1, b2, b3, row, keep);
  }
}

/**
 * `gradient[k][j] = shift[k] * biasGradient[j] + sum over samples where input k is not 0 of x[s][k] * dy[s][j]`, column blocks as above.
 */
export function inputSparseGradient(
  starts: usize, features: usize, shift: usize, biasGradient: usize, dy: usize, gradient: usize, stride: usize, width: usize,
): void {
  const end = starts + (features << 2);
  const toShift = shift - starts, keep = i32x4.splat(-1);
  for (let j: usize = 0; j < width; j += 64) {
    const b0 = v128.load(biasGradient + j), b1 = v128.load(biasGradient + j, 16), b2 = v128.load(biasGradient + j, 32);
    const b3 = v128.load(biasGradient + j, 48);
    for (let at = starts, row = gradient + j; at < end; at += 4, row += stride) {
      const c = v128.load32_splat(at + toShift);
      pass4(
        <usize>load<u32>(at), <usize>load<u32>(at, 4), dy + j, f32x4.mul(c, b0), f32x4.mul(c, b1), f32x4.mul(c, b2),
        f32x4.mul(c, b3), row, keep,
      );
    }
  }
}
