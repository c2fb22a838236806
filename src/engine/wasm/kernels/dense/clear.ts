/** Gradient of ReLU: `gradient[i]` = +0 where `activation[i]` is not above 0. Arrays of `bytes` bytes, a multiple of 16. */
export function clearWhereInactive(activation: usize, gradient: usize, bytes: usize): void {
  const zero = f32x4.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    v128.store(gradient + at, v128.and(v128.load(gradient + at), f32x4.gt(v128.load(activation + at), zero)));
  }
}
