import { masked } from './masked';

/**
 * One Adam step over `bytes` (a multiple of 16) of weights: one square root and one division a weight.
 * `rate` holds the bias correction of m, `correction` that of v; epsilon is added after both.
 * Adding and subtracting 1e-18 (1e-24) is exact for values of normal size and keeps subnormals, which are slow, out of the state.
 */
export function adam(w: usize, g: usize, m: usize, v: usize, mask: usize, bytes: usize, rate: f32, correction: f32, decay: f32): void {
  const b1 = f32x4.splat(0.9), b2 = f32x4.splat(0.999);
  const a1 = f32x4.splat(<f32>(1 - 0.9)), a2 = f32x4.splat(<f32>(1 - 0.999));
  const guard1 = f32x4.splat(1e-18), guard2 = f32x4.splat(1e-24), epsilon = f32x4.splat(1e-8);
  const rates = f32x4.splat(rate), corrections = f32x4.splat(correction), decays = f32x4.splat(decay);
  for (const start = w, end = w + bytes; w < end; w += 16) {
    const weight = v128.load(w);
    const gradient = f32x4.add(masked(g, mask, w - start), f32x4.mul(decays, weight));
    const first = f32x4.sub(f32x4.add(f32x4.add(f32x4.mul(b1, v128.load(m)), f32x4.mul(a1, gradient)), guard1), guard1);
    const second = f32x4.sub(f32x4.add(f32x4.add(f32x4.mul(b2, v128.load(v)), f32x4.mul(f32x4.mul(a2, gradient), gradient)), guard2), guard2);
    v128.store(m, first);
    v128.store(v, second);
    const root = f32x4.add(f32x4.sqrt(f32x4.mul(second, corrections)), epsilon);
    v128.store(w, f32x4.sub(weight, f32x4.div(f32x4.mul(rates, first), root)));
    g += 16; m += 16; v += 16;
  }
}
