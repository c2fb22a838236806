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

/**
 * Lists of the values that are not 0, sample by sample: pairs (unit * rowBytes, value) at `out`, units ascending; addresses in `starts`,
 * one more at the end. Every value is written, a 0 overwritten by the next one: half of a ReLU's outputs are 0, which no branch can foresee.
 */
export function listValues(values: usize, stride: usize, samples: usize, units: usize, rowBytes: usize, starts: usize, out: usize): void {
  for (let s: usize = 0; s < samples; s++) {
    store<u32>(starts + (s << 2), <u32>out);
    for (let k: usize = 0; k < units; k++) {
      const value = load<f32>(values + (k << 2));
      store<u32>(out, <u32>(k * rowBytes));
      store<f32>(out, value, 4);
      out += <usize>(value != 0) << 3;
    }
    values += stride;
  }
  store<u32>(starts + (samples << 2), <u32>out);
}
