/** What one core can do in 128-bit SIMD without fused operations: the limits that kernels are measured against. */

const buffer: usize = memory.data(16384, 16);

/** 10 multiplications and 10 additions a turn, none waiting for another. */
export function multiplyAdd(turns: i32): f32 {
  const factor = f32x4.splat(0.9999999);
  let a0 = f32x4.splat(1), a1 = a0, a2 = a0, a3 = a0, a4 = a0;
  let b0 = a0, b1 = a0, b2 = a0, b3 = a0, b4 = a0;
  let m0 = f32x4.splat(1), m1 = m0;
  for (let turn = 0; turn < turns; turn++) {
    a0 = f32x4.add(a0, f32x4.mul(m0, factor));
    a1 = f32x4.add(a1, f32x4.mul(m1, factor));
    a2 = f32x4.add(a2, f32x4.mul(m0, m1));
    a3 = f32x4.add(a3, f32x4.mul(a0, factor));
    a4 = f32x4.add(a4, f32x4.mul(a1, factor));
    b0 = f32x4.add(b0, f32x4.mul(b1, factor));
    b1 = f32x4.add(b1, f32x4.mul(b2, factor));
    b2 = f32x4.add(b2, f32x4.mul(b3, factor));
    b3 = f32x4.add(b3, f32x4.mul(b4, factor));
    b4 = f32x4.add(b4, f32x4.mul(m0, factor));
  }
  const sum = f32x4.add(f32x4.add(f32x4.add(a0, a1), f32x4.add(a2, a3)), f32x4.add(f32x4.add(a4, b0), f32x4.add(b1, b2)));
  return f32x4.extract_lane(f32x4.add(sum, f32x4.add(b3, b4)), 0);
}

/** `turns` times 16 kB, 16 bytes a load, 8 loads that do not wait for each other. */
export function loads(turns: i32): i32 {
  let a = i32x4.splat(0), b = a, c = a, d = a, e = a, f = a, g = a, h = a;
  for (let turn = 0; turn < turns; turn++) {
    for (let place: usize = buffer; place < buffer + 16384; place += 128) {
      a = v128.or(a, v128.load(place, 0));
      b = v128.or(b, v128.load(place, 16));
      c = v128.or(c, v128.load(place, 32));
      d = v128.or(d, v128.load(place, 48));
      e = v128.or(e, v128.load(place, 64));
      f = v128.or(f, v128.load(place, 80));
      g = v128.or(g, v128.load(place, 96));
      h = v128.or(h, v128.load(place, 112));
    }
  }
  return i32x4.extract_lane(v128.or(v128.or(v128.or(a, b), v128.or(c, d)), v128.or(v128.or(e, f), v128.or(g, h))), 0);
}
