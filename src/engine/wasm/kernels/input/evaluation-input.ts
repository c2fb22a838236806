/** Bytes as floats; `bytes` is a multiple of 16. */
export function widenBytes(from: usize, bytes: usize, out: usize): void {
  for (const end = from + bytes; from < end; from += 16) {
    const low = v128.load8x8_u(from), high = v128.load8x8_u(from, 8);
    v128.store(out, f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(low)));
    v128.store(out, f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(low)), 16);
    v128.store(out, f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(high)), 32);
    v128.store(out, f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(high)), 48);
    out += 64;
  }
}
