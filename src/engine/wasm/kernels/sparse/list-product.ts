import { pass1, pass3, pass6 } from './list-passes';

/**
 * Products of lists with rows, see list-passes.ts. `starts[i]` is the address of list i, `starts[i + 1]` its end.
 * Lists are either a sample's inputs that are not 0 (rows: weights) or an output's surviving weights (rows: inputs of many samples).
 */

/** One block of inputs for 24 outputs of all samples. Sums go on from those at `from`, one row of them or one a sample. */
function block24(
  starts: usize, toEnd: usize, samples: usize, panel: usize, from: usize, fromStride: usize, out: usize, stride: usize, relu: i32,
): void {
  const keep = i32x4.splat(relu ? 0 : -1);
  for (const end = starts + (samples << 2); starts < end; starts += 4) {
    const c0 = v128.load(from), c1 = v128.load(from, 16), c2 = v128.load(from, 32);
    const c3 = v128.load(from, 48), c4 = v128.load(from, 64), c5 = v128.load(from, 80);
    pass6(<usize>load<u32>(starts), <usize>load<u32>(starts + toEnd), panel, c0, c1, c2, c3, c4, c5, out, keep);
    from += fromStride; out += stride;
  }
}

/** 12 outputs of one sample. */
function block12(
  starts: usize, toEnd: usize, samples: usize, panel: usize, from: usize, fromStride: usize, out: usize, stride: usize, relu: i32,
): void {
  const keep = i32x4.splat(relu ? 0 : -1);
  for (const end = starts + (samples << 2); starts < end; starts += 4) {
    const c0 = v128.load(from), c1 = v128.load(from, 16), c2 = v128.load(from, 32);
    pass3(<usize>load<u32>(starts), <usize>load<u32>(starts + toEnd), panel, c0, c1, c2, out, keep);
    from += fromStride; out += stride;
  }
}

/** Four outputs of one sample: what 24 and 12 leave over. */
function block4(
  starts: usize, toEnd: usize, samples: usize, panel: usize, from: usize, fromStride: usize, out: usize, stride: usize, relu: i32,
): void {
  const keep = i32x4.splat(relu ? 0 : -1);
  for (const end = starts + (samples << 2); starts < end; starts += 4) {
    pass1(<usize>load<u32>(starts), <usize>load<u32>(starts + toEnd), panel, v128.load(from), out, keep);
    from += fromStride; out += stride;
  }
}

/**
 * Lists of inputs: `out[s][j] = start[j] + sum over the inputs k of sample s of x[k] * w[k][j]`, rows of `stride` bytes.
 * `panels`: weights as `[outputs / 24][inputs][24]`, panels of `panelBytes`; offsets count in one panel. `outputs` is a multiple of 4.
 * `starts`: of each sample's list, whose end lies `toEnd` bytes further; of as many `blocks` of inputs, one after the other, each next
 * `toEnd` bytes on: a block's part of a panel stays in the first cache while the samples pass.
 */
export function inputListProduct(
  starts: usize, toEnd: usize, blocks: usize, samples: usize, panels: usize, panelBytes: usize, start: usize, out: usize,
  stride: usize, outputs: usize, relu: i32,
): void {
  for (; outputs > 0;) {
    const columns: usize = outputs >= 24 ? 24 : outputs >= 12 ? 12 : 4;
    for (let b: usize = 0, at = starts; b < blocks; b++, at += toEnd) {
      const from = b ? out : start, step = b ? stride : 0, last = b + 1 == blocks ? relu : 0;
      if (columns == 24) block24(at, toEnd, samples, panels, from, step, out, stride, last);
      else if (columns == 12) block12(at, toEnd, samples, panels, from, step, out, stride, last);
      else block4(at, toEnd, samples, panels, from, step, out, stride, last);
    }
    // The rest of the last panel lies in the same rows.
    panels += columns == 24 ? panelBytes : columns << 2;
    start += columns << 2; out += columns << 2; outputs -= columns;
  }
}

/**
 * Lists of weights: `out[j][s] = start[j] + sum over the survivors k of output j of w * x[k][s]`; rows of `stride` bytes, a multiple of 96.
 */
export function weightListProduct(starts: usize, outputs: usize, x: usize, start: usize, out: usize, stride: usize, relu: i32): void {
  const keep = i32x4.splat(relu ? 0 : -1);
  for (const last = starts + (outputs << 2); starts < last; starts += 4) {
    const pair = <usize>load<u32>(starts), end = <usize>load<u32>(starts, 4);
    const c = v128.load32_splat(start);
    for (let at: usize = 0; at < stride; at += 96) pass6(pair, end, x + at, c, c, c, c, c, c, out + at, keep);
    start += 4; out += stride;
  }
}
