import { rectified } from '../sparse/list-passes';
import { sparseConvolve } from './sparse-convolve';

/**
 * 16 pixels that lie side by side: 16 accumulators, 8 where V8 pairs them. Sums go on from `out`, those of the first block begin at the
 * bias.
 */
// @ts-ignore: decorator
@inline
function sixteen(tap: usize, end: usize, w: usize, bias: usize, isFirst: bool, x: usize, out: usize, keep: v128): void {
  const b = v128.load32_splat(bias);
  let c0 = b, c1 = b, c2 = b, c3 = b;
  let c4 = b, c5 = b, c6 = b, c7 = b;
  let c8 = b, c9 = b, c10 = b, c11 = b;
  let c12 = b, c13 = b, c14 = b, c15 = b;
  if (!isFirst) {
    c0 = v128.load(out); c1 = v128.load(out, 16); c2 = v128.load(out, 32); c3 = v128.load(out, 48);
    c4 = v128.load(out, 64); c5 = v128.load(out, 80); c6 = v128.load(out, 96); c7 = v128.load(out, 112);
    c8 = v128.load(out, 128); c9 = v128.load(out, 144); c10 = v128.load(out, 160); c11 = v128.load(out, 176);
    c12 = v128.load(out, 192); c13 = v128.load(out, 208); c14 = v128.load(out, 224); c15 = v128.load(out, 240);
  }
  for (; tap < end; tap += 4) {
    const p = x + <usize>load<u32>(tap);
    const s = v128.load32_splat(w);
    c0 = f32x4.add(c0, f32x4.mul(s, v128.load(p)));
    c1 = f32x4.add(c1, f32x4.mul(s, v128.load(p, 16)));
    c2 = f32x4.add(c2, f32x4.mul(s, v128.load(p, 32)));
    c3 = f32x4.add(c3, f32x4.mul(s, v128.load(p, 48)));
    c4 = f32x4.add(c4, f32x4.mul(s, v128.load(p, 64)));
    c5 = f32x4.add(c5, f32x4.mul(s, v128.load(p, 80)));
    c6 = f32x4.add(c6, f32x4.mul(s, v128.load(p, 96)));
    c7 = f32x4.add(c7, f32x4.mul(s, v128.load(p, 112)));
    c8 = f32x4.add(c8, f32x4.mul(s, v128.load(p, 128)));
    c9 = f32x4.add(c9, f32x4.mul(s, v128.load(p, 144)));
    c10 = f32x4.add(c10, f32x4.mul(s, v128.load(p, 160)));
    c11 = f32x4.add(c11, f32x4.mul(s, v128.load(p, 176)));
    c12 = f32x4.add(c12, f32x4.mul(s, v128.load(p, 192)));
    c13 = f32x4.add(c13, f32x4.mul(s, v128.load(p, 208)));
    c14 = f32x4.add(c14, f32x4.mul(s, v128.load(p, 224)));
    c15 = f32x4.add(c15, f32x4.mul(s, v128.load(p, 240)));
    w += 4;
  }
  v128.store(out, rectified(c0, keep));
  v128.store(out, rectified(c1, keep), 16);
  v128.store(out, rectified(c2, keep), 32);
  v128.store(out, rectified(c3, keep), 48);
  v128.store(out, rectified(c4, keep), 64);
  v128.store(out, rectified(c5, keep), 80);
  v128.store(out, rectified(c6, keep), 96);
  v128.store(out, rectified(c7, keep), 112);
  v128.store(out, rectified(c8, keep), 128);
  v128.store(out, rectified(c9, keep), 144);
  v128.store(out, rectified(c10, keep), 160);
  v128.store(out, rectified(c11, keep), 176);
  v128.store(out, rectified(c12, keep), 192);
  v128.store(out, rectified(c13, keep), 208);
  v128.store(out, rectified(c14, keep), 224);
  v128.store(out, rectified(c15, keep), 240);
}

/** 8 pixels that lie side by side: 8 accumulators, 4 where V8 pairs them. */
// @ts-ignore: decorator
@inline
function eight(tap: usize, end: usize, w: usize, bias: usize, isFirst: bool, x: usize, out: usize, keep: v128): void {
  const b = v128.load32_splat(bias);
  let c0 = b, c1 = b, c2 = b, c3 = b;
  let c4 = b, c5 = b, c6 = b, c7 = b;
  if (!isFirst) {
    c0 = v128.load(out); c1 = v128.load(out, 16); c2 = v128.load(out, 32); c3 = v128.load(out, 48);
    c4 = v128.load(out, 64); c5 = v128.load(out, 80); c6 = v128.load(out, 96); c7 = v128.load(out, 112);
  }
  for (; tap < end; tap += 4) {
    const p = x + <usize>load<u32>(tap);
    const s = v128.load32_splat(w);
    c0 = f32x4.add(c0, f32x4.mul(s, v128.load(p)));
    c1 = f32x4.add(c1, f32x4.mul(s, v128.load(p, 16)));
    c2 = f32x4.add(c2, f32x4.mul(s, v128.load(p, 32)));
    c3 = f32x4.add(c3, f32x4.mul(s, v128.load(p, 48)));
    c4 = f32x4.add(c4, f32x4.mul(s, v128.load(p, 64)));
    c5 = f32x4.add(c5, f32x4.mul(s, v128.load(p, 80)));
    c6 = f32x4.add(c6, f32x4.mul(s, v128.load(p, 96)));
    c7 = f32x4.add(c7, f32x4.mul(s, v128.load(p, 112)));
    w += 4;
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

/** 16 pixels of all outputs. */
function sixteenForAll(
  starts: usize, toNext: usize, taps: usize, values: usize, bias: usize, isFirst: bool, x: usize, out: usize, outputs: usize,
  plane: usize, relu: i32,
): void {
  const keep = i32x4.splat(relu ? 0 : -1);
  for (const last = starts + (outputs << 2); starts < last; starts += 4) {
    const first = <usize>load<u32>(starts) << 2, end = <usize>load<u32>(starts + toNext) << 2;
    sixteen(taps + first, taps + end, values + first, bias, isFirst, x, out, keep);
    bias += 4; out += plane;
  }
}

/** 8 pixels of all outputs. */
function eightForAll(
  starts: usize, toNext: usize, taps: usize, values: usize, bias: usize, isFirst: bool, x: usize, out: usize, outputs: usize,
  plane: usize, relu: i32,
): void {
  const keep = i32x4.splat(relu ? 0 : -1);
  for (const last = starts + (outputs << 2); starts < last; starts += 4) {
    const first = <usize>load<u32>(starts) << 2, end = <usize>load<u32>(starts + toNext) << 2;
    eight(taps + first, taps + end, values + first, bias, isFirst, x, out, keep);
    bias += 4; out += plane;
  }
}

/**
 * `sparseConvolve` with the same bits for V8s that pair vector operations: what 16 pixels read of one block of channels stays in the first
 * cache while all filters pass. Pixels that lie apart, and those left over of a row, are its own.
 */
export function sparseConvolvePaired(
  starts: usize, toNext: usize, blocks: usize, taps: usize, values: usize, bias: usize, x: usize, out: usize, outputs: usize,
  plane: usize, rows: usize, columns: usize, xRow: usize, xStep: usize, outRow: usize, outStep: usize, relu: i32,
): void {
  const whole = xStep == 16 && outStep == 16 ? columns & ~7 : 0;
  for (let y: usize = 0; whole && y < rows; y++) {
    let from = x + y * xRow, to = out + y * outRow;
    for (let left = whole; left;) {
      const count: usize = left >= 16 ? 16 : 8;
      for (let b: usize = 0, at = starts; b < blocks; b++, at += toNext) {
        const last = b + 1 == blocks ? relu : 0;
        if (count == 16) sixteenForAll(at, toNext, taps, values, bias, b == 0, from, to, outputs, plane, last);
        else eightForAll(at, toNext, taps, values, bias, b == 0, from, to, outputs, plane, last);
      }
      from += count << 4; to += count << 4; left -= count;
    }
  }
  if (whole < columns)
    sparseConvolve(
      starts, toNext, blocks, taps, values, bias, x + whole * xStep, out + whole * outStep, outputs, plane, rows, columns - whole,
      xRow, xStep, outRow, outStep, relu,
    );
}
