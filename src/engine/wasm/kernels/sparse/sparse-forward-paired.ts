import { rectified } from './list-passes';

/** 32 samples of one output: 8 accumulators, 4 where V8 pairs them. */
// @ts-ignore: decorator
@inline
function pass8(value: usize, offset: usize, end: usize, x: usize, bias: v128, out: usize, keep: v128): void {
  let c0 = bias, c1 = bias, c2 = bias, c3 = bias, c4 = bias, c5 = bias, c6 = bias, c7 = bias;
  for (; offset < end; offset += 4) {
    const p = x + <usize>load<u32>(offset);
    const w = v128.load32_splat(value);
    c0 = f32x4.add(c0, f32x4.mul(w, v128.load(p)));
    c1 = f32x4.add(c1, f32x4.mul(w, v128.load(p, 16)));
    c2 = f32x4.add(c2, f32x4.mul(w, v128.load(p, 32)));
    c3 = f32x4.add(c3, f32x4.mul(w, v128.load(p, 48)));
    c4 = f32x4.add(c4, f32x4.mul(w, v128.load(p, 64)));
    c5 = f32x4.add(c5, f32x4.mul(w, v128.load(p, 80)));
    c6 = f32x4.add(c6, f32x4.mul(w, v128.load(p, 96)));
    c7 = f32x4.add(c7, f32x4.mul(w, v128.load(p, 112)));
    value += 4;
  }
  v128.store(out, rectified(c0, keep));
  v128.store(out, rectified(c1, keep), 16);
  v128.store(out, rectified(c2, keep), 32);
  v128.store(out, rectified(c3, keep), 48);
  v128.store(out, rectified(c4, keep), 64);
  v128.store(out, rectified(c5, keep), 80);
  v128.store(out, rectified(c6, keep), 96);
  v128.store(out, rectified(c7, keep), 112);
}

/** 16 samples of one output. */
// @ts-ignore: decorator
@inline
function pass4(value: usize, offset: usize, end: usize, x: usize, bias: v128, out: usize, keep: v128): void {
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
  v128.store(out, rectified(c0, keep));
  v128.store(out, rectified(c1, keep), 16);
  v128.store(out, rectified(c2, keep), 32);
  v128.store(out, rectified(c3, keep), 48);
}

/**
 * `sparseForward` with the same bits for V8s that pair vector operations: 1.4 times as fast there, and 1.6 times slower on V8 11, which
 * runs out of registers. Whole rows of `stride` bytes are filled.
 */
export function sparseForwardPaired(
  starts: usize, offsets: usize, values: usize, bias: usize, x: usize, out: usize, stride: usize, width: usize, live: usize,
  liveCount: usize, relu: i32,
): void {
  const keep = i32x4.splat(relu ? 0 : -1);
  for (const last = live + (liveCount << 2); live < last; live += 4) {
    const j = <usize>load<u32>(live);
    const first = <usize>load<u32>(starts + (j << 2)) << 2;
    const end = offsets + (<usize>load<u32>(starts + (j << 2), 4) << 2);
    const b = v128.load32_splat(bias + (j << 2));
    const row = out + j * stride;
    let at: usize = 0;
    for (; at + 128 <= stride; at += 128) pass8(values + first, offsets + first, end, x + at, b, row + at, keep);
    if (at < stride) pass4(values + first, offsets + first, end, x + at, b, row + at, keep);
  }
}
