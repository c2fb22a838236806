import { activated } from '../dense/relu';

/** 20 samples of one output: 5 accumulators (8 spill on V8 11). */
// @ts-ignore: decorator
@inline
function pass5(value: usize, offset: usize, end: usize, x: usize, bias: v128, out: usize, relu: i32): void {
  let c0 = bias, c1 = bias, c2 = bias, c3 = bias, c4 = bias;
  for (; offset < end; offset += 4) {
    const p = x + <usize>load<u32>(offset);
    const w = v128.load32_splat(value);
    c0 = f32x4.add(c0, f32x4.mul(w, v128.load(p)));
    c1 = f32x4.add(c1, f32x4.mul(w, v128.load(p, 16)));
    c2 = f32x4.add(c2, f32x4.mul(w, v128.load(p, 32)));
    c3 = f32x4.add(c3, f32x4.mul(w, v128.load(p, 48)));
    c4 = f32x4.add(c4, f32x4.mul(w, v128.load(p, 64)));
    value += 4;
  }
  v128.store(out, activated(c0, relu));
  v128.store(out, activated(c1, relu), 16);
  v128.store(out, activated(c2, relu), 32);
  v128.store(out, activated(c3, relu), 48);
  v128.store(out, activated(c4, relu), 64);
}

/** 16 samples of one output. */
// @ts-ignore: decorator
@inline
function pass4(value: usize, offset: usize, end: usize, x: usize, bias: v128, out: usize, relu: i32): void {
  let c0 = bias, c1 = bias, c2 = bias, c3 = bias;
  for (; offset < end; offset += 4) {
    const p = x + <usize>load<u32>(offset);
    const w = v128.load32_splat(value);
    c0 = f32x4.add(c0, f32x4.mul(w, v128.load(p)));
    c1 = f32x4.add(c1, f32x4.mul(w, v128.load(p, 16)));
    c2 = f32x4.add(c2, f32x4.mul(w, v128.load(p, 32)));
    c3 = f32x4.add(c3, f32x4.mul(w, v128.load(p, 48)));
    value += 4;
  }
  v128.store(out, activated(c0, relu));
  v128.store(out, activated(c1, relu), 16);
  v128.store(out, activated(c2, relu), 32);
  v128.store(out, activated(c3, relu), 48);
}

/**
 * `out[j][s] = bias[j] + sum over survivors k ascending of value * x[k][s]`; rows of `stride` bytes.
 * `starts`: survivors of output j are starts[j] .. starts[j + 1] of `values` and `offsets` (k * stride, in bytes).
 * `live`: the outputs to compute. `width`: bytes of a row in use, a multiple of 80 (passes of 5 vectors) or of 64 (passes of 4).
 */
export function sparseForward(
  starts: usize, offsets: usize, values: usize, bias: usize, x: usize, out: usize, stride: usize, width: usize, live: usize,
  liveCount: usize, relu: i32,
): void {
  const fives = width % 80 == 0;
  for (const last = live + (liveCount << 2); live < last; live += 4) {
    const j = <usize>load<u32>(live);
    const first = <usize>load<u32>(starts + (j << 2)) << 2;
    const end = offsets + (<usize>load<u32>(starts + (j << 2), 4) << 2);
    const b = v128.load32_splat(bias + (j << 2));
    const row = out + j * stride;
    if (fives) for (let at: usize = 0; at < width; at += 80) pass5(values + first, offsets + first, end, x + at, b, row + at, relu);
    else for (let at: usize = 0; at < width; at += 64) pass4(values + first, offsets + first, end, x + at, b, row + at, relu);
  }
}
