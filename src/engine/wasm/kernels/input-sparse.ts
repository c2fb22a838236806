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

/** 8 columns: what passes of 16 leave over. */
// @ts-ignore: decorator
@inline
function pass2(pair: usize, end: usize, rows: usize, c0: v128, c1: v128, out: usize, relu: i32): void {
  for (; pair < end; pair += 8) {
    const p = rows + <usize>load<u32>(pair);
    const x = v128.load32_splat(pair, 4);
    c0 = f32x4.add(c0, f32x4.mul(x, v128.load(p)));
    c1 = f32x4.add(c1, f32x4.mul(x, v128.load(p, 16)));
  }
  v128.store(out, activated(c0, relu));
  v128.store(out, activated(c1, relu), 16);
}

/** `out[s][j] = start[j] + sum over the nonzero inputs k ascending of x[s][k] * w[k][j]`; `stride`: bytes of a row, a multiple of 32. */
export function inputSparseForward(starts: usize, samples: usize, w: usize, start: usize, out: usize, stride: usize, relu: i32): void {
  for (let s: usize = 0; s < samples; s++) {
    const pair = <usize>load<u32>(starts + (s << 2)), end = <usize>load<u32>(starts + (s << 2), 4);
    const row = out + s * stride;
    let j: usize = 0;
    for (; j + 64 <= stride; j += 64) {
      const b = start + j;
      pass4(pair, end, w + j, v128.load(b), v128.load(b, 16), v128.load(b, 32), v128.load(b, 48), row + j, relu);
    }
    if (j < stride) pass2(pair, end, w + j, v128.load(start + j), v128.load(start + j, 16), row + j, relu);
  }
}

/** `gradient[k][j] = shift[k] * biasGradient[j] + sum over samples where input k is not 0 of x[s][k] * dy[s][j]`. */
export function inputSparseGradient(starts: usize, pairs: usize, features: usize, shift: usize, biasGradient: usize, dy: usize, gradient: usize, stride: usize): void {
  for (let k: usize = 0; k < features; k++) {
    const pair = pairs + (<usize>load<u32>(starts + (k << 2)) << 3), end = pairs + (<usize>load<u32>(starts + (k << 2), 4) << 3);
    const c = v128.load32_splat(shift + (k << 2));
    const row = gradient + k * stride;
    let j: usize = 0;
    for (; j + 64 <= stride; j += 64) {
      const b = biasGradient + j;
      pass4(pair, end, dy + j, f32x4.mul(c, v128.load(b)), f32x4.mul(c, v128.load(b, 16)), f32x4.mul(c, v128.load(b, 32)), f32x4.mul(c, v128.load(b, 48)), row + j, 0);
    }
    if (j < stride) pass2(pair, end, dy + j, f32x4.mul(c, v128.load(biasGradient + j)), f32x4.mul(c, v128.load(biasGradient + j, 16)), row + j, 0);
  }
}

/** 8 columns of `shiftedBias`. */
// @ts-ignore: decorator
@inline
function shiftPass(w: usize, end: usize, shift: usize, bias: usize, out: usize, stride: usize): void {
  let c0 = v128.load(bias), c1 = v128.load(bias, 16);
  for (; w < end; w += stride) {
    const c = v128.load32_splat(shift);
    c0 = f32x4.add(c0, f32x4.mul(c, v128.load(w)));
    c1 = f32x4.add(c1, f32x4.mul(c, v128.load(w, 16)));
    shift += 4;
  }
  v128.store(out, c0);
  v128.store(out, c1, 16);
}

/** What the constant part of normalised inputs adds to the bias: `out[j] = bias[j] + sum over k ascending of shift[k] * w[k][j]`. */
export function shiftedBias(w: usize, features: usize, shift: usize, bias: usize, out: usize, stride: usize): void {
  for (let j: usize = 0; j < stride; j += 32) shiftPass(w + j, w + features * stride, shift, bias + j, out + j, stride);
}
