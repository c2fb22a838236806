import { activated } from './relu';

/** 16 columns: start + sum over pairs (offset, value) of value * rows[offset]. */
// @ts-ignore: decorator
@inline
function pass4(pair: usize, end: usize, rows: usize, c0: v128, c1: v128, c2: v128, c3: v128, out: usize, relu: i32): void {
  for (; pair < end; pair += 8) {
    const p = rows + <usize>load<u32>(pair);
    const x = v128.load32_splat(pair, 4);
    c0 = f32x4.add(c0, f32x4.mul(x, v128.load(p)));
    c1 = f32x4.add(c1, f32x4.mul(x, v128.load(p, 16)));
    c2 = f32x4.add(c2, f32x4.mul(x, v128.load(p, 32)));
    c3 = f32x4.add(c3, f32x4.mul(x, v128.load(p, 48)));
  }
  v128.store(out, activated(c0, relu));
  v128.store(out, activated(c1, relu), 16);
  v128.store(out, activated(c2, relu), 32);
  v128.store(out, activated(c3, relu), 48);
}

/**
 * `out[s][j] = start[j] + sum over the nonzero inputs k ascending of x[s][k] * w[k][j]`; `stride`: bytes of a row, `width` of them in use, a multiple of 64.
 * 16 columns of all samples, then the next 16: what a column block reads of `w` (64 bytes a row) stays in the second cache.
 */
export function inputSparseForward(starts: usize, samples: usize, w: usize, start: usize, out: usize, stride: usize, width: usize, relu: i32): void {
  const end = starts + (samples << 2);
  for (let j: usize = 0; j < width; j += 64) {
    const b0 = v128.load(start + j), b1 = v128.load(start + j, 16), b2 = v128.load(start + j, 32), b3 = v128.load(start + j, 48);
    for (let at = starts, row = out + j; at < end; at += 4, row += stride) pass4(<usize>load<u32>(at), <usize>load<u32>(at, 4), w + j, b0, b1, b2, b3, row, relu);
  }
}

/** `gradient[k][j] = shift[k] * biasGradient[j] + sum over samples where input k is not 0 of x[s][k] * dy[s][j]`, column blocks as above. */
export function inputSparseGradient(starts: usize, features: usize, shift: usize, biasGradient: usize, dy: usize, gradient: usize, stride: usize, width: usize): void {
  const end = starts + (features << 2);
  const toShift = shift - starts;
  for (let j: usize = 0; j < width; j += 64) {
    const b0 = v128.load(biasGradient + j), b1 = v128.load(biasGradient + j, 16), b2 = v128.load(biasGradient + j, 32), b3 = v128.load(biasGradient + j, 48);
    for (let at = starts, row = gradient + j; at < end; at += 4, row += stride) {
      const c = v128.load32_splat(at + toShift);
      pass4(<usize>load<u32>(at), <usize>load<u32>(at, 4), dy + j, f32x4.mul(c, b0), f32x4.mul(c, b1), f32x4.mul(c, b2), f32x4.mul(c, b3), row, 0);
    }
  }
}
