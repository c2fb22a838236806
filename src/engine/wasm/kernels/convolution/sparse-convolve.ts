import { activated } from '../dense/relu';

/** 4 pixels of one output. */
// @ts-ignore: decorator
@inline
function four(tap: usize, end: usize, w: usize, b: v128, x: usize, xStep: usize, out: usize, outStep: usize, relu: i32): void {
  let c0 = b, c1 = b, c2 = b, c3 = b;
  const second = 2 * xStep, third = 3 * xStep;
  for (; tap < end; tap += 4) {
    const p = x + <usize>load<u32>(tap);
    const s = v128.load32_splat(w);
    c0 = f32x4.add(c0, f32x4.mul(s, v128.load(p)));
    c1 = f32x4.add(c1, f32x4.mul(s, v128.load(p + xStep)));
    c2 = f32x4.add(c2, f32x4.mul(s, v128.load(p + second)));
    c3 = f32x4.add(c3, f32x4.mul(s, v128.load(p + third)));
    w += 4;
  }
  v128.store(out, activated(c0, relu));
  v128.store(out + outStep, activated(c1, relu));
  v128.store(out + 2 * outStep, activated(c2, relu));
  v128.store(out + 3 * outStep, activated(c3, relu));
}

/** As `four` for pixels that lie side by side, the usual case. */
// @ts-ignore: decorator
@inline
function fourDense(tap: usize, end: usize, w: usize, b: v128, x: usize, out: usize, relu: i32): void {
  let c0 = b, c1 = b, c2 = b, c3 = b;
  for (; tap < end; tap += 4) {
    const p = x + <usize>load<u32>(tap);
    const s = v128.load32_splat(w);
    c0 = f32x4.add(c0, f32x4.mul(s, v128.load(p)));
    c1 = f32x4.add(c1, f32x4.mul(s, v128.load(p, 16)));
    c2 = f32x4.add(c2, f32x4.mul(s, v128.load(p, 32)));
    c3 = f32x4.add(c3, f32x4.mul(s, v128.load(p, 48)));
    w += 4;
  }
  v128.store(out, activated(c0, relu));
  v128.store(out, activated(c1, relu), 16);
  v128.store(out, activated(c2, relu), 32);
  v128.store(out, activated(c3, relu), 48);
}

// @ts-ignore: decorator
@inline
function two(tap: usize, end: usize, w: usize, b: v128, x: usize, xStep: usize, out: usize, outStep: usize, relu: i32): void {
  let c0 = b, c1 = b;
  for (; tap < end; tap += 4) {
    const p = x + <usize>load<u32>(tap);
    const s = v128.load32_splat(w);
    c0 = f32x4.add(c0, f32x4.mul(s, v128.load(p)));
    c1 = f32x4.add(c1, f32x4.mul(s, v128.load(p + xStep)));
    w += 4;
  }
  v128.store(out, activated(c0, relu));
  v128.store(out + outStep, activated(c1, relu));
}

// @ts-ignore: decorator
@inline
function one(tap: usize, end: usize, w: usize, b: v128, x: usize, out: usize, relu: i32): void {
  let c = b;
  for (; tap < end; tap += 4) {
    c = f32x4.add(c, f32x4.mul(v128.load32_splat(w), v128.load(x + <usize>load<u32>(tap))));
    w += 4;
  }
  v128.store(out, activated(c, relu));
}

/** At most 4 pixels of all outputs: what they read of `x` stays in the first cache. */
function pixels(
  count: usize, starts: usize, toEnd: usize, taps: usize, values: usize, bias: usize, x: usize, xStep: usize, out: usize,
  outStep: usize, outputs: usize, plane: usize, relu: i32,
): void {
  for (const last = starts + (outputs << 2); starts < last; starts += 4) {
    const first = <usize>load<u32>(starts) << 2, end = taps + (<usize>load<u32>(starts + toEnd) << 2);
    const b = v128.load32_splat(bias);
    if (count == 1) one(taps + first, end, values + first, b, x, out, relu);
    else if (count == 2) two(taps + first, end, values + first, b, x, xStep, out, outStep, relu);
    else if (xStep == 16 && outStep == 16) fourDense(taps + first, end, values + first, b, x, out, relu);
    else four(taps + first, end, values + first, b, x, xStep, out, outStep, relu);
    bias += 4; out += plane;
  }
}

/**
 * As `convolve`, over survivors only: byte offsets `taps` and `values`, output by output and block of channels by block. Those of a block
 * of output o lie from starts[block][o] to starts[block + 1][o], rows `toNext` bytes apart. Blocks do not matter here: 4 pixels of all
 * channels of the paper's networks fit into the first cache (see sparse-convolve-paired.ts).
 */
export function sparseConvolve(
  starts: usize, toNext: usize, blocks: usize, taps: usize, values: usize, bias: usize, x: usize, out: usize, outputs: usize,
  plane: usize, rows: usize, columns: usize, xRow: usize, xStep: usize, outRow: usize, outStep: usize, relu: i32,
): void {
  const toEnd = blocks * toNext;
  for (let y: usize = 0; y < rows; y++) {
    let from = x + y * xRow, to = out + y * outRow;
    for (let left = columns; left;) {
      const count: usize = left >= 4 ? 4 : left >= 2 ? 2 : 1;
      pixels(count, starts, toEnd, taps, values, bias, from, xStep, to, outStep, outputs, plane, relu);
      from += count * xStep; to += count * outStep; left -= count;
    }
  }
}
