/** The limits that kernels are measured against: one core in 128-bit SIMD, without fused operations. */

const buffer: usize = memory.data(16384, 16);

/** 12 multiplications and 12 additions a turn in 12 chains: enough to hide both latencies, in 16 registers with two constants. */
export function multiplyAdd(turns: i32): f32 {
  // Loaded, since V8 builds literal vectors anew in each turn.
  store<f32>(buffer, 0.9999999);
  store<f32>(buffer, 0.0000001, 4);
  const factor = v128.load32_splat(buffer), addend = v128.load32_splat(buffer, 4);
  let a0 = f32x4.splat(1.0), a1 = f32x4.splat(1.0625), a2 = f32x4.splat(1.125), a3 = f32x4.splat(1.1875);
  let a4 = f32x4.splat(1.25), a5 = f32x4.splat(1.3125), a6 = f32x4.splat(1.375), a7 = f32x4.splat(1.4375);
  let a8 = f32x4.splat(1.5), a9 = f32x4.splat(1.5625), a10 = f32x4.splat(1.625), a11 = f32x4.splat(1.6875);
  for (let turn = 0; turn < turns; turn++) {
    a0 = f32x4.add(f32x4.mul(a0, factor), addend);
    a1 = f32x4.add(f32x4.mul(a1, factor), addend);
    a2 = f32x4.add(f32x4.mul(a2, factor), addend);
    a3 = f32x4.add(f32x4.mul(a3, factor), addend);
    a4 = f32x4.add(f32x4.mul(a4, factor), addend);
    a5 = f32x4.add(f32x4.mul(a5, factor), addend);
    a6 = f32x4.add(f32x4.mul(a6, factor), addend);
    a7 = f32x4.add(f32x4.mul(a7, factor), addend);
    a8 = f32x4.add(f32x4.mul(a8, factor), addend);
    a9 = f32x4.add(f32x4.mul(a9, factor), addend);
    a10 = f32x4.add(f32x4.mul(a10, factor), addend);
    a11 = f32x4.add(f32x4.mul(a11, factor), addend);
  }
  const first = f32x4.add(f32x4.add(f32x4.add(a0, a1), f32x4.add(a2, a3)), f32x4.add(a4, a5));
  const second = f32x4.add(f32x4.add(f32x4.add(a6, a7), f32x4.add(a8, a9)), f32x4.add(a10, a11));
  return f32x4.extract_lane(f32x4.add(first, second), 0);
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
