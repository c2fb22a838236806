import { masked } from '../dense/masked';

/** `w[i] -= rate * (g[i] + decay * w[i])` over `bytes`, a multiple of 16; g is 0 where `mask[i]` is. */
export function sgd(w: usize, g: usize, mask: usize, bytes: usize, rate: f32, decay: f32): void {
  const rates = f32x4.splat(rate), decays = f32x4.splat(decay);
  for (const start = w, end = w + bytes; w < end; w += 16) {
    const weight = v128.load(w);
    const gradient = f32x4.add(masked(g, mask, w - start), f32x4.mul(decays, weight));
    v128.store(w, f32x4.sub(weight, f32x4.mul(rates, gradient)));
    g += 16;
  }
}

/**
 * `v[i] = factor * v[i] + (g[i] + decay * w[i])`, `w[i] -= rate * v[i]`; g is 0 where `mask[i]` is. The guard keeps subnormals out of v, as
 * in adam.ts.
 */
export function momentum(w: usize, g: usize, v: usize, mask: usize, bytes: usize, rate: f32, factor: f32, decay: f32): void {
  const rates = f32x4.splat(rate), factors = f32x4.splat(factor), decays = f32x4.splat(decay), guard = f32x4.splat(1e-18);
  for (const start = w, end = w + bytes; w < end; w += 16) {
    const weight = v128.load(w);
    const gradient = f32x4.add(masked(g, mask, w - start), f32x4.mul(decays, weight));
    const velocity = f32x4.sub(f32x4.add(f32x4.add(f32x4.mul(factors, v128.load(v)), gradient), guard), guard);
    v128.store(v, velocity);
    v128.store(w, f32x4.sub(weight, f32x4.mul(rates, velocity)));
    g += 16; v += 16;
  }
}

/** As `momentum`, but for the step: `w[i] -= rate * (g[i] + decay * w[i] + factor * v[i])`, v being the new one. */
export function nesterov(w: usize, g: usize, v: usize, mask: usize, bytes: usize, rate: f32, factor: f32, decay: f32): void {
  const rates = f32x4.splat(rate), factors = f32x4.splat(factor), decays = f32x4.splat(decay), guard = f32x4.splat(1e-18);
  for (const start = w, end = w + bytes; w < end; w += 16) {
    const weight = v128.load(w);
    const gradient = f32x4.add(masked(g, mask, w - start), f32x4.mul(decays, weight));
    const velocity = f32x4.sub(f32x4.add(f32x4.add(f32x4.mul(factors, v128.load(v)), gradient), guard), guard);
    v128.store(v, velocity);
    v128.store(w, f32x4.sub(weight, f32x4.mul(rates, f32x4.add(gradient, f32x4.mul(factors, velocity)))));
    g += 16; v += 16;
  }
}
