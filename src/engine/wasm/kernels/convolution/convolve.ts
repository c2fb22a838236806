import { activated } from '../dense/relu';

/** 4 outputs x 2 pixels of 4 images: 8 accumulators, weights packed `[taps][4]`. */
// @ts-ignore: decorator
@inline
function pair(
  tap: usize, end: usize, w: usize, bias: usize, x: usize, xStep: usize, out: usize, plane: usize, outStep: usize, relu: i32,
): void {
  let c00 = v128.load32_splat(bias), c10 = v128.load32_splat(bias, 4), c20 = v128.load32_splat(bias, 8), c30 = v128.load32_splat(bias, 12);
  let c01 = c00, c11 = c10, c21 = c20, c31 = c30;
  for (; tap < end; tap += 4) {
    const p = x + <usize>load<u32>(tap);
    const x0 = v128.load(p), x1 = v128.load(p + xStep);
    let s = v128.load32_splat(w);
    c00 = f32x4.add(c00, f32x4.mul(s, x0));
    c01 = f32x4.add(c01, f32x4.mul(s, x1));
    s = v128.load32_splat(w, 4);
    c10 = f32x4.add(c10, f32x4.mul(s, x0));
    c11 = f32x4.add(c11, f32x4.mul(s, x1));
    s = v128.load32_splat(w, 8);
    c20 = f32x4.add(c20, f32x4.mul(s, x0));
    c21 = f32x4.add(c21, f32x4.mul(s, x1));
    s = v128.load32_splat(w, 12);
    c30 = f32x4.add(c30, f32x4.mul(s, x0));
    c31 = f32x4.add(c31, f32x4.mul(s, x1));
    w += 16;
  }
  v128.store(out, activated(c00, relu));
  v128.store(out + outStep, activated(c01, relu));
  out += plane;
  v128.store(out, activated(c10, relu));
  v128.store(out + outStep, activated(c11, relu));
  out += plane;
  v128.store(out, activated(c20, relu));
  v128.store(out + outStep, activated(c21, relu));
  out += plane;
  v128.store(out, activated(c30, relu));
  v128.store(out + outStep, activated(c31, relu));
}

/** 4 outputs x 1 pixel: what pairs leave over. */
// @ts-ignore: decorator
@inline
function single(tap: usize, end: usize, w: usize, bias: usize, x: usize, out: usize, plane: usize, relu: i32): void {
  let c0 = v128.load32_splat(bias), c1 = v128.load32_splat(bias, 4), c2 = v128.load32_splat(bias, 8), c3 = v128.load32_splat(bias, 12);
  for (; tap < end; tap += 4) {
    const x0 = v128.load(x + <usize>load<u32>(tap));
    c0 = f32x4.add(c0, f32x4.mul(v128.load32_splat(w), x0));
    c1 = f32x4.add(c1, f32x4.mul(v128.load32_splat(w, 4), x0));
    c2 = f32x4.add(c2, f32x4.mul(v128.load32_splat(w, 8), x0));
    c3 = f32x4.add(c3, f32x4.mul(v128.load32_splat(w, 12), x0));
    w += 16;
  }
  v128.store(out, activated(c0, relu));
  v128.store(out + plane, activated(c1, relu));
  v128.store(out + 2 * plane, activated(c2, relu));
  v128.store(out + 3 * plane, activated(c3, relu));
}

function row(
  tap: usize, end: usize, w: usize, bias: usize, x: usize, xStep: usize, out: usize, plane: usize, outStep: usize, columns: usize,
  relu: i32,
): void {
  for (; columns >= 2; columns -= 2) {
    pair(tap, end, w, bias, x, xStep, out, plane, outStep, relu);
    x += 2 * xStep;
    out += 2 * outStep;
  }
  if (columns) single(tap, end, w, bias, x, out, plane, relu);
}

/**
 * One group of 4 images: `out[o][y][x] = bias[o] + sum over taps ascending of w[o][tap] * (x at the tap's place)`.
 * `taps`: byte offsets of `count` places; `w`: packed `[outputs / 4][count][4]`; `outputs` is a multiple of 4.
 * Steps are bytes from one pixel of the output, and of the input that belongs to it, to the next.
 */
export function convolve(
  taps: usize, count: usize, w: usize, bias: usize, x: usize, out: usize, outputs: usize, plane: usize, rows: usize, columns: usize,
  xRow: usize, xStep: usize, outRow: usize, outStep: usize, relu: i32,
): void {
  const end = taps + (count << 2);
  for (let y: usize = 0; y < rows; y++) {
    for (let o: usize = 0; o < outputs; o += 4) {
      row(
        taps, end, w + o * (count << 2), bias + (o << 2), x + y * xRow, xStep, out + o * plane + y * outRow, plane, outStep,
        columns, relu,
      );
    }
  }
}
