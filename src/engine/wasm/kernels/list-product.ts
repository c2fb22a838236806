import { pass1, pass3, pass6 } from './list-passes';

/**
 * Products of lists with rows, see list-passes.ts. `starts[i]` is the address of list i, `starts[i + 1]` its end.
 * Lists are either a sample's inputs that are not 0 (rows: weights) or an output's surviving weights (rows: inputs of many samples).
 */

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

/** Four outputs of a panel for all samples: what 24 and 12 leave over. */
function panel4(starts: usize, samples: usize, panel: usize, start: usize, out: usize, stride: usize, keep: v128): void {
  const c0 = v128.load(start);
  for (const end = starts + (samples << 2); starts < end; starts += 4) {
    pass1(<usize>load<u32>(starts), <usize>load<u32>(starts, 4), panel, c0, out, keep);
    out += stride;
  }
}

/**
 * Lists of inputs: `out[s][j] = start[j] + sum over the inputs k of sample s of x[k] * w[k][j]`, rows of `stride` bytes.
 * `panels`: weights as `[outputs / 24][inputs][24]`, panels of `panelBytes`; offsets count in one panel. `outputs` is a multiple of 4.
 */
export function inputListProduct(starts: usize, samples: usize, panels: usize, panelBytes: usize, start: usize, out: usize, stride: usize, outputs: usize, relu: i32): void {
  const keep = i32x4.splat(relu ? 0 : -1);
  for (; outputs >= 24; outputs -= 24) {
    panel24(starts, samples, panels, start, out, stride, keep);
    panels += panelBytes; start += 96; out += 96;
  }
  if (outputs >= 12) {
    panel12(starts, samples, panels, start, out, stride, keep);
    panels += 48; start += 48; out += 48; outputs -= 12;
  }
  for (; outputs > 0; outputs -= 4) {
    panel4(starts, samples, panels, start, out, stride, keep);
    panels += 16; start += 16; out += 16;
  }
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
