/**
 * Evaluation's products of lists with rows. A list is pairs (offset of a row, factor), rows of floats `at` its offsets:
 * `start + sum over pairs in order of factor * row`, product first, then add. `starts[i]` is the address of list i, `starts[i + 1]` its end.
 * Lists are either a sample's inputs that are not 0 (rows: weights) or an output's surviving weights (rows: inputs of many samples).
 */

/** ReLU by masks alone, so that V8 can fuse neighbouring vectors: x where x > 0 or where `keep` is set, else +0 (NaN and -0 too). */
// @ts-ignore: decorator
@inline
function put(out: usize, x: v128, keep: v128): void {
  v128.store(out, v128.and(x, v128.or(f32x4.gt(x, f32x4.splat(0)), keep)));
}

/** 24 columns: 6 accumulators, 6 loads and the factor are what fits into registers on V8 11. */
// @ts-ignore: decorator
@inline
function pass6(pair: usize, end: usize, rows: usize, c0: v128, c1: v128, c2: v128, c3: v128, c4: v128, c5: v128, out: usize, keep: v128): void {
  for (; pair < end; pair += 8) {
    const row = rows + <usize>load<u32>(pair);
    const x = v128.load32_splat(pair, 4);
    c0 = f32x4.add(c0, f32x4.mul(x, v128.load(row)));
    c1 = f32x4.add(c1, f32x4.mul(x, v128.load(row, 16)));
    c2 = f32x4.add(c2, f32x4.mul(x, v128.load(row, 32)));
    c3 = f32x4.add(c3, f32x4.mul(x, v128.load(row, 48)));
    c4 = f32x4.add(c4, f32x4.mul(x, v128.load(row, 64)));
    c5 = f32x4.add(c5, f32x4.mul(x, v128.load(row, 80)));
  }
  put(out, c0, keep);
  put(out + 16, c1, keep);
  put(out + 32, c2, keep);
  put(out + 48, c3, keep);
  put(out + 64, c4, keep);
  put(out + 80, c5, keep);
}

/** 12 columns: what panels of 24 leave over. */
// @ts-ignore: decorator
@inline
function pass3(pair: usize, end: usize, rows: usize, c0: v128, c1: v128, c2: v128, out: usize, keep: v128): void {
  for (; pair < end; pair += 8) {
    const row = rows + <usize>load<u32>(pair);
    const x = v128.load32_splat(pair, 4);
    c0 = f32x4.add(c0, f32x4.mul(x, v128.load(row)));
    c1 = f32x4.add(c1, f32x4.mul(x, v128.load(row, 16)));
    c2 = f32x4.add(c2, f32x4.mul(x, v128.load(row, 32)));
  }
  put(out, c0, keep);
  put(out + 16, c1, keep);
  put(out + 32, c2, keep);
}

/** One panel of 24 outputs for all samples. */
function panel24(starts: usize, samples: usize, panel: usize, start: usize, out: usize, stride: usize, keep: v128): void {
  const c0 = v128.load(start), c1 = v128.load(start, 16), c2 = v128.load(start, 32);
  const c3 = v128.load(start, 48), c4 = v128.load(start, 64), c5 = v128.load(start, 80);
  for (const end = starts + (samples << 2); starts < end; starts += 4) {
    pass6(<usize>load<u32>(starts), <usize>load<u32>(starts, 4), panel, c0, c1, c2, c3, c4, c5, out, keep);
    out += stride;
  }
}

/** The first 12 outputs of a panel for all samples. */
function panel12(starts: usize, samples: usize, panel: usize, start: usize, out: usize, stride: usize, keep: v128): void {
  const c0 = v128.load(start), c1 = v128.load(start, 16), c2 = v128.load(start, 32);
  for (const end = starts + (samples << 2); starts < end; starts += 4) {
    pass3(<usize>load<u32>(starts), <usize>load<u32>(starts, 4), panel, c0, c1, c2, out, keep);
    out += stride;
  }
}

/**
 * Lists of inputs: `out[s][j] = start[j] + sum over the inputs k of sample s of x[k] * w[k][j]`, rows of `stride` bytes.
 * `panels`: weights as `[outputs / 24][inputs][24]`, panels of `panelBytes`; offsets count in one panel. `outputs` is a multiple of 12.
 */
export function inputListProduct(starts: usize, samples: usize, panels: usize, panelBytes: usize, start: usize, out: usize, stride: usize, outputs: usize, relu: i32): void {
  const keep = i32x4.splat(relu ? 0 : -1);
  for (; outputs >= 24; outputs -= 24) {
    panel24(starts, samples, panels, start, out, stride, keep);
    panels += panelBytes; start += 96; out += 96;
  }
  if (outputs > 0) panel12(starts, samples, panels, start, out, stride, keep);
}

/** Lists of weights: `out[j][s] = start[j] + sum over the survivors k of output j of w * x[k][s]`; rows of `stride` bytes, a multiple of 96. */
export function weightListProduct(starts: usize, outputs: usize, x: usize, start: usize, out: usize, stride: usize, relu: i32): void {
  const keep = i32x4.splat(relu ? 0 : -1);
  for (const last = starts + (outputs << 2); starts < last; starts += 4) {
    const pair = <usize>load<u32>(starts), end = <usize>load<u32>(starts, 4);
    const c = v128.load32_splat(start);
    for (let at: usize = 0; at < stride; at += 96) pass6(pair, end, x + at, c, c, c, c, c, c, out + at, keep);
    start += 4; out += stride;
  }
}
