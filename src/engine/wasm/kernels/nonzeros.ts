/** Appends (feature * stride, value * scale) for each set bit of `bits`. */
// @ts-ignore: decorator
@inline
function append(out: usize, bits: u32, row: usize, feature: usize, scale: usize, stride: usize): usize {
  for (; bits; bits &= bits - 1) {
    const k = feature + <usize>ctz(bits);
    store<u32>(out, <u32>(k * stride));
    store<f32>(out, <f32>load<u8>(row + k) * load<f32>(scale + (k << 2)), 4);
    out += 8;
  }
  return out;
}

/**
 * Nonzero inputs of a batch, sample by sample: `starts[s]` is the address of the first pair of sample s in `out`
 * (one more at the end); a pair is (feature * stride, byte * scale), features ascending.
 */
export function listNonzeros(rows: usize, samples: usize, features: usize, scale: usize, stride: usize, starts: usize, out: usize): void {
  const zero = i8x16.splat(0);
  for (let s: usize = 0; s < samples; s++) {
    const row = <usize>load<u32>(rows + (s << 2));
    store<u32>(starts + (s << 2), <u32>out);
    for (let k: usize = 0; k < features; k += 16) {
      let bits = <u32>i8x16.bitmask(i8x16.ne(v128.load(row + k), zero));
      // The last 16 bytes may reach into the next sample.
      if (features - k < 16) bits &= (1 << <u32>(features - k)) - 1;
      out = append(out, bits, row, k, scale, stride);
    }
  }
  store<u32>(starts + (samples << 2), <u32>out);
}

/** Counts pairs by feature into starts[feature + 1], then sums up: starts[k] = first pair of feature k. */
function countByFeature(from: usize, end: usize, features: usize, stride: usize, starts: usize): void {
  memory.fill(starts, 0, (features + 2) << 2);
  for (; from < end; from += 8) {
    const slot = starts + ((<usize>load<u32>(from) / stride) << 2);
    store<u32>(slot, load<u32>(slot, 8) + 1, 8);
  }
  for (let k: usize = 1; k <= features + 1; k++) store<u32>(starts + (k << 2), load<u32>(starts + (k << 2)) + load<u32>(starts + ((k - 1) << 2)));
}

/**
 * The same pairs feature by feature: (sample * sampleStride, value), samples ascending.
 * `starts` needs features + 2 numbers; afterwards pairs of feature k are starts[k] .. starts[k + 1] of `out`.
 */
export function listNonzerosByFeature(sampleStarts: usize, samples: usize, features: usize, stride: usize, sampleStride: usize, starts: usize, out: usize): void {
  countByFeature(<usize>load<u32>(sampleStarts), <usize>load<u32>(sampleStarts + (samples << 2)), features, stride, starts);
  for (let s: usize = 0; s < samples; s++) {
    const end = <usize>load<u32>(sampleStarts + (s << 2), 4);
    for (let from = <usize>load<u32>(sampleStarts + (s << 2)); from < end; from += 8) {
      const slot = starts + ((<usize>load<u32>(from) / stride) << 2);
      const at = load<u32>(slot, 4);
      store<u32>(slot, at + 1, 4);
      store<u32>(out + (<usize>at << 3), <u32>(s * sampleStride));
      store<f32>(out + (<usize>at << 3), load<f32>(from, 4), 4);
    }
  }
}
