import { panelGradient } from './panel-gradient';

/**
 * 48 outputs of all inputs: two panels, `panelBytes` apart. 12 accumulators, 6 where V8 pairs them, which is what it takes to hide how long
 * an addition lasts.
 */
function gradient48(starts: usize, end: usize, toShift: usize, b: usize, dy: usize, out: usize, panelBytes: usize): void {
  for (; starts < end; starts += 4) {
    const c = v128.load32_splat(starts + toShift);
    let c0 = f32x4.mul(c, v128.load(b)), c1 = f32x4.mul(c, v128.load(b, 16)), c2 = f32x4.mul(c, v128.load(b, 32));
    let c3 = f32x4.mul(c, v128.load(b, 48)), c4 = f32x4.mul(c, v128.load(b, 64)), c5 = f32x4.mul(c, v128.load(b, 80));
    let c6 = f32x4.mul(c, v128.load(b, 96)), c7 = f32x4.mul(c, v128.load(b, 112)), c8 = f32x4.mul(c, v128.load(b, 128));
    let c9 = f32x4.mul(c, v128.load(b, 144)), c10 = f32x4.mul(c, v128.load(b, 160)), c11 = f32x4.mul(c, v128.load(b, 176));
    for (let pair = <usize>load<u32>(starts), last = <usize>load<u32>(starts, 4); pair < last; pair += 8) {
      const row = dy + <usize>load<u32>(pair);
      const x = v128.load32_splat(pair, 4);
      c0 = f32x4.add(c0, f32x4.mul(x, v128.load(row)));
      c1 = f32x4.add(c1, f32x4.mul(x, v128.load(row, 16)));
      c2 = f32x4.add(c2, f32x4.mul(x, v128.load(row, 32)));
      c3 = f32x4.add(c3, f32x4.mul(x, v128.load(row, 48)));
      c4 = f32x4.add(c4, f32x4.mul(x, v128.load(row, 64)));
      c5 = f32x4.add(c5, f32x4.mul(x, v128.load(row, 80)));
      c6 = f32x4.add(c6, f32x4.mul(x, v128.load(row, 96)));
      c7 = f32x4.add(c7, f32x4.mul(x, v128.load(row, 112)));
      c8 = f32x4.add(c8, f32x4.mul(x, v128.load(row, 128)));
      c9 = f32x4.add(c9, f32x4.mul(x, v128.load(row, 144)));
      c10 = f32x4.add(c10, f32x4.mul(x, v128.load(row, 160)));
      c11 = f32x4.add(c11, f32x4.mul(x, v128.load(row, 176)));
    }
    v128.store(out, c0);
    v128.store(out, c1, 16);
    v128.store(out, c2, 32);
    v128.store(out, c3, 48);
    v128.store(out, c4, 64);
    v128.store(out, c5, 80);
    const other = out + panelBytes;
    v128.store(other, c6);
    v128.store(other, c7, 16);
    v128.store(other, c8, 32);
    v128.store(other, c9, 48);
    v128.store(other, c10, 64);
    v128.store(other, c11, 80);
    out += 96;
  }
}

/** `panelGradient` with the same bits for V8s that pair vector operations, two panels at a time; what is left over is its own. */
export function panelGradientPaired(
  starts: usize, features: usize, shift: usize, biasGradient: usize, dy: usize, gradient: usize, panelBytes: usize, outputs: usize,
): void {
  const end = starts + (features << 2), toShift = shift - starts;
  for (; outputs >= 48; outputs -= 48) {
    gradient48(starts, end, toShift, biasGradient, dy, gradient, panelBytes);
    gradient += 2 * panelBytes; biasGradient += 192; dy += 192;
  }
  panelGradient(starts, features, shift, biasGradient, dy, gradient, panelBytes, outputs);
}
