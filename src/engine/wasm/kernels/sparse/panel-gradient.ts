import { pass1, pass3, pass6 } from './list-passes';

/** 24 outputs of all inputs. */
function gradient24(starts: usize, end: usize, toShift: usize, b: usize, dy: usize, out: usize, keep: v128): void {
  for (; starts < end; starts += 4) {
    const c = v128.load32_splat(starts + toShift);
    const c0 = f32x4.mul(c, v128.load(b)), c1 = f32x4.mul(c, v128.load(b, 16)), c2 = f32x4.mul(c, v128.load(b, 32));
    const c3 = f32x4.mul(c, v128.load(b, 48)), c4 = f32x4.mul(c, v128.load(b, 64)), c5 = f32x4.mul(c, v128.load(b, 80));
    pass6(<usize>load<u32>(starts), <usize>load<u32>(starts, 4), dy, c0, c1, c2, c3, c4, c5, out, keep);
    out += 96;
  }
}

/** 12 outputs of all inputs. */
function gradient12(starts: usize, end: usize, toShift: usize, b: usize, dy: usize, out: usize, keep: v128): void {
  for (; starts < end; starts += 4) {
    const c = v128.load32_splat(starts + toShift);
    const c0 = f32x4.mul(c, v128.load(b)), c1 = f32x4.mul(c, v128.load(b, 16)), c2 = f32x4.mul(c, v128.load(b, 32));
    pass3(<usize>load<u32>(starts), <usize>load<u32>(starts, 4), dy, c0, c1, c2, out, keep);
    out += 96;
  }
}

/** 4 outputs of all inputs. */
function gradient4(starts: usize, end: usize, toShift: usize, b: usize, dy: usize, out: usize, keep: v128): void {
  for (; starts < end; starts += 4) {
    const c0 = f32x4.mul(v128.load32_splat(starts + toShift), v128.load(b));
    pass1(<usize>load<u32>(starts), <usize>load<u32>(starts, 4), dy, c0, out, keep);
    out += 96;
  }
}

/**
 * `gradient[k][j] = shift[k] * biasGradient[j] + sum over samples where input k is not 0 of x[s][k] * dy[s][j]`, in panels of 24 outputs.
 * `starts`: of each input's list of (offset of a sample's row in `dy`, value). `outputs` is a multiple of 4; what fills up the last panel
 * is left alone.
 */
export function panelGradient(
  starts: usize, features: usize, shift: usize, biasGradient: usize, dy: usize, gradient: usize, panelBytes: usize, outputs: usize,
): void {
  const end = starts + (features << 2), toShift = shift - starts, keep = i32x4.splat(-1);
  for (; outputs >= 24; outputs -= 24) {
    gradient24(starts, end, toShift, biasGradient, dy, gradient, keep);
    gradient += panelBytes; biasGradient += 96; dy += 96;
  }
  if (outputs >= 12) {
    gradient12(starts, end, toShift, biasGradient, dy, gradient, keep);
    gradient += 48; biasGradient += 48; dy += 48; outputs -= 12;
  }
  for (; outputs > 0; outputs -= 4) {
    gradient4(starts, end, toShift, biasGradient, dy, gradient, keep);
    gradient += 16; biasGradient += 16; dy += 16;
  }
}
