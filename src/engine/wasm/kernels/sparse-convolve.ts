import { activated } from './relu';

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

function row(tap: usize, end: usize, w: usize, b: v128, x: usize, xStep: usize, out: usize, outStep: usize, columns: usize, relu: i32): void {
  if (xStep == 16 && outStep == 16) {
    for (; columns >= 4; columns -= 4) {
      fourDense(tap, end, w, b, x, out, relu);
      x += 64; out += 64;
    }
  } else {
    for (; columns >= 4; columns -= 4) {
      four(tap, end, w, b, x, xStep, out, outStep, relu);
      x += 4 * xStep; out += 4 * outStep;
    }
  }
  for (; columns >= 2; columns -= 2) {
    two(tap, end, w, b, x, xStep, out, outStep, relu);
    x += 2 * xStep; out += 2 * outStep;
  }
  if (columns) one(tap, end, w, b, x, out, relu);
}

/** As `convolve`, over survivors only: those of output o are starts[o] .. starts[o + 1] of `taps` (byte offsets) and `values`. */
export function sparseConvolve(starts: usize, taps: usize, values: usize, bias: usize, x: usize, out: usize, outputs: usize, plane: usize, rows: usize, columns: usize, xRow: usize, xStep: usize, outRow: usize, outStep: usize, relu: i32): void {
  for (let o: usize = 0; o < outputs; o++) {
    const first = <usize>load<u32>(starts + (o << 2)) << 2;
    const end = taps + (<usize>load<u32>(starts + (o << 2), 4) << 2);
    const b = v128.load32_splat(bias + (o << 2));
    for (let y: usize = 0; y < rows; y++) {
      row(taps + first, end, values + first, b, x + y * xRow, xStep, out + o * plane + y * outRow, outStep, columns, relu);
    }
  }
}
