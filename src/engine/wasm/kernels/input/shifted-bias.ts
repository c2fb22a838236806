/** 24 outputs. */
// @ts-ignore: decorator
@inline
function shift24(w: usize, end: usize, shift: usize, bias: usize, out: usize): void {
  let c0 = v128.load(bias), c1 = v128.load(bias, 16), c2 = v128.load(bias, 32), c3 = v128.load(bias, 48), c4 = v128.load(bias, 64);
  let c5 = v128.load(bias, 80);
  for (; w < end; w += 96) {
    const c = v128.load32_splat(shift);
    c0 = f32x4.add(c0, f32x4.mul(c, v128.load(w)));
    c1 = f32x4.add(c1, f32x4.mul(c, v128.load(w, 16)));
    c2 = f32x4.add(c2, f32x4.mul(c, v128.load(w, 32)));
    c3 = f32x4.add(c3, f32x4.mul(c, v128.load(w, 48)));
    c4 = f32x4.add(c4, f32x4.mul(c, v128.load(w, 64)));
    c5 = f32x4.add(c5, f32x4.mul(c, v128.load(w, 80)));
    shift += 4;
  }
  v128.store(out, c0);
  v128.store(out, c1, 16);
  v128.store(out, c2, 32);
  v128.store(out, c3, 48);
  v128.store(out, c4, 64);
  v128.store(out, c5, 80);
}

/**
 * The bias with the constant part of normalised inputs: `out[j] = bias[j] + sum over k ascending of shift[k] * w[k][j]`.
 * `panels`: weights in panels of 24 outputs. `out` has room for whole panels; what fills it up there is not to be used (`bias` ends
 * before).
 */
export function shiftedBias(panels: usize, panelBytes: usize, shift: usize, bias: usize, out: usize, outputs: usize): void {
  for (const end = out + (outputs << 2); out < end; out += 96) {
    shift24(panels, panels + panelBytes, shift, bias, out);
    panels += panelBytes; bias += 96;
  }
}
