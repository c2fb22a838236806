/**
 * One step of Adam. Adding and subtracting a guard (1e-18, 1e-24) is exact for values of normal size and keeps subnormals, which are slow,
 * out of the state. Pruned weights need no mask: their second moment is held at infinity, so that their step is first / infinity = 0.
 */

/** The new first moment. */
// @ts-ignore: decorator
@inline
function firstMoment(old: v128, gradient: v128, beta: v128, rest: v128, guard: v128): v128 {
  return f32x4.sub(f32x4.add(f32x4.add(f32x4.mul(beta, old), f32x4.mul(rest, gradient)), guard), guard);
}

/** The new second moment. */
// @ts-ignore: decorator
@inline
function secondMoment(old: v128, gradient: v128, beta: v128, rest: v128, guard: v128): v128 {
  return f32x4.sub(f32x4.add(f32x4.add(f32x4.mul(beta, old), f32x4.mul(f32x4.mul(rest, gradient), gradient)), guard), guard);
}

/** The new weights: one square root and one division each. */
// @ts-ignore: decorator
@inline
function moved(w: v128, first: v128, second: v128, rates: v128, epsilons: v128): v128 {
  return f32x4.sub(w, f32x4.div(f32x4.mul(rates, first), f32x4.add(f32x4.sqrt(second), epsilons)));
}

/** Eight weights a turn, neighbours side by side: V8s that pair vector operations then need half the square roots and divisions. */
// @ts-ignore: decorator
@inline
function pairs(w: usize, g: usize, m: usize, v: usize, bytes: usize, numbers: usize, rate: f32, epsilon: f32): void {
  const b1 = v128.load32_splat(numbers), a1 = v128.load32_splat(numbers, 4);
  const b2 = v128.load32_splat(numbers, 8), a2 = v128.load32_splat(numbers, 12);
  const guard1 = v128.load32_splat(numbers, 16), guard2 = v128.load32_splat(numbers, 20);
  const rates = f32x4.splat(rate), epsilons = f32x4.splat(epsilon);
  for (const end = w + bytes; w < end; w += 32) {
    const g0 = v128.load(g), g1 = v128.load(g, 16);
    const first0 = firstMoment(v128.load(m), g0, b1, a1, guard1), first1 = firstMoment(v128.load(m, 16), g1, b1, a1, guard1);
    v128.store(m, first0);
    v128.store(m, first1, 16);
    const second0 = secondMoment(v128.load(v), g0, b2, a2, guard2), second1 = secondMoment(v128.load(v, 16), g1, b2, a2, guard2);
    v128.store(v, second0);
    v128.store(v, second1, 16);
    const w0 = moved(v128.load(w), first0, second0, rates, epsilons), w1 = moved(v128.load(w, 16), first1, second1, rates, epsilons);
    v128.store(w, w0);
    v128.store(w, w1, 16);
    g += 32; m += 32; v += 32;
  }
}

/** Four weights a turn, with weight decay. */
function fours(w: usize, g: usize, m: usize, v: usize, bytes: usize, numbers: usize, rate: f32, epsilon: f32, decay: f32): void {
  const b1 = v128.load32_splat(numbers), a1 = v128.load32_splat(numbers, 4);
  const b2 = v128.load32_splat(numbers, 8), a2 = v128.load32_splat(numbers, 12);
  const guard1 = v128.load32_splat(numbers, 16), guard2 = v128.load32_splat(numbers, 20);
  const rates = f32x4.splat(rate), epsilons = f32x4.splat(epsilon), decays = f32x4.splat(decay);
  for (const end = w + bytes; w < end; w += 16) {
    let gradient = v128.load(g);
    if (decay) gradient = f32x4.add(gradient, f32x4.mul(decays, v128.load(w)));
    const first = firstMoment(v128.load(m), gradient, b1, a1, guard1), second = secondMoment(v128.load(v), gradient, b2, a2, guard2);
    v128.store(m, first);
    v128.store(v, second);
    v128.store(w, moved(v128.load(w), first, second, rates, epsilons));
    g += 16; m += 16; v += 16;
  }
}

/**
 * One Adam step over `bytes` (a multiple of 16) of weights `w`, gradients `g` and moments `m` and `v`, all in one order.
 * With r = sqrt(1 - beta2^t), `rate` is learningRate * r / (1 - beta1^t) and `epsilon` is 1e-8 * r, so that neither m nor v is corrected
 * here.
 * `numbers`: beta1, 1 - beta1, beta2, 1 - beta2 and the two guards. They are loaded, since V8 builds literal vectors anew in each turn.
 */
export function adam(
  w: usize, g: usize, m: usize, v: usize, bytes: usize,
  numbers: usize, rate: f32, epsilon: f32, decay: f32,
): void {
  const paired = decay ? 0 : bytes & ~31;
  pairs(w, g, m, v, paired, numbers, rate, epsilon);
  fours(w + paired, g + paired, m + paired, v + paired, bytes - paired, numbers, rate, epsilon, decay);
}
