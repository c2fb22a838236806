import { masked } from './masked';

/**
 * One Adam step over `bytes` (a multiple of 16) of weights: one square root and one division a weight.
 * With r = sqrt(1 - beta2^t), `rate` is learningRate * r / (1 - beta1^t) and `epsilon` is 1e-8 * r, so that neither m nor v is corrected here.
 * `numbers`: beta1, 1 - beta1, beta2, 1 - beta2 and the two guards. They are loaded, since V8 builds literal vectors anew in each turn.
 * Adding and subtracting a guard (1e-18, 1e-24) is exact for values of normal size and keeps subnormals, which are slow, out of the state.
 */
export function adam(w: usize, g: usize, m: usize, v: usize, mask: usize, bytes: usize, numbers: usize, rate: f32, epsilon: f32, decay: f32): void {
  const b1 = v128.load32_splat(numbers), a1 = v128.load32_splat(numbers, 4), b2 = v128.load32_splat(numbers, 8), a2 = v128.load32_splat(numbers, 12);
  const guard1 = v128.load32_splat(numbers, 16), guard2 = v128.load32_splat(numbers, 20);
  const rates = f32x4.splat(rate), epsilons = f32x4.splat(epsilon), decays = f32x4.splat(decay);
  for (const start = w, end = w + bytes; w < end; w += 16) {
    let gradient = masked(g, mask, w - start);
    if (decay) gradient = f32x4.add(gradient, f32x4.mul(decays, v128.load(w)));
    const first = f32x4.sub(f32x4.add(f32x4.add(f32x4.mul(b1, v128.load(m)), f32x4.mul(a1, gradient)), guard1), guard1);
    v128.store(m, first);
    const second = f32x4.sub(f32x4.add(f32x4.add(f32x4.mul(b2, v128.load(v)), f32x4.mul(f32x4.mul(a2, gradient), gradient)), guard2), guard2);
    v128.store(v, second);
    const root = f32x4.add(f32x4.sqrt(second), epsilons);
    v128.store(w, f32x4.sub(v128.load(w), f32x4.div(f32x4.mul(rates, first), root)));
    g += 16; m += 16; v += 16;
  }
}
