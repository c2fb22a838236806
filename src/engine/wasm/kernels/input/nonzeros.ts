/**
 * Lists of what is not 0, as pairs (offset, value), 8 bytes each. Without blocks, `starts[r]` is the address of the first pair of row r,
 * one more at the end.
 * 64 entries are looked at a time: their bits in one word, then one turn a set bit.
 */

/** Bit i is set where byte i of 16 is not 0. */
// @ts-ignore: decorator
@inline
function bits16(at: usize): u64 {
  return <u64><u32>i8x16.bitmask(i8x16.ne(v128.load(at), i8x16.splat(0)));
}

/** Bit i is set where byte i of `count` (at most 64 count) is not 0. Reads 64 bytes. */
// @ts-ignore: decorator
@inline
function byteBits(at: usize, count: usize): u64 {
  const bits = bits16(at) | (bits16(at + 16) << 16) | (bits16(at + 32) << 32) | (bits16(at + 48) << 48);
  return count < 64 ? bits & (((<u64>1) << <u64>count) - 1) : bits;
}

/** Bit i is set where float i of 4 is not 0. */
// @ts-ignore: decorator
@inline
function bits4(at: usize): u64 {
  return <u64><u32>i32x4.bitmask(f32x4.ne(v128.load(at), f32x4.splat(0)));
}

/** Bit i is set where float i of `count` (at most 64 count) is not 0. Reads whole vectors. */
// @ts-ignore: decorator
@inline
function floatBits(at: usize, count: usize): u64 {
  let bits: u64 = 0;
  const end = min<usize>(count, 64);
  for (let i: usize = 0; i < end; i += 4) bits |= bits4(at + (i << 2)) << <u64>i;
  return count < 64 ? bits & (((<u64>1) << <u64>count) - 1) : bits;
}

/** Features of one block of a sample's list: what a panel holds of them, 18 kB, stays in the first cache. A multiple of 64. */
const blockFeatures: usize = 192;

/**
 * Nonzero inputs of a batch, sample by sample: (feature * stride, byte * scale), features ascending.
 * `starts`: `[blocks + 1][samples]`, where the list of each block of features begins, and at last where the sample's list ends.
 */
export function listNonzeros(rows: usize, samples: usize, features: usize, scale: usize, stride: usize, starts: usize, out: usize): void {
  const toNext = samples << 2;
  for (let s: usize = 0; s < samples; s++) {
    const row = <usize>load<u32>(rows + (s << 2));
    let at = starts + (s << 2);
    for (let first: usize = 0; first < features; first += 64) {
      if (first % blockFeatures == 0) { store<u32>(at, <u32>out); at += toNext; }
      for (let bits = byteBits(row + first, features - first); bits; bits &= bits - 1) {
        const k = first + <usize>ctz(bits);
        store<u32>(out, <u32>(k * stride));
        store<f32>(out, <f32>load<u8>(row + k) * load<f32>(scale + (k << 2)), 4);
        out += 8;
      }
    }
    store<u32>(at, <u32>out);
  }
}

/** Lists nonzero inputs feature by feature, from bytes `[features][columnStride]`: (sample * stride, byte * scale), samples ascending. */
export function listNonzerosByFeature(
  columns: usize, columnStride: usize, samples: usize, features: usize, scale: usize, stride: usize, starts: usize, out: usize,
): void {
  for (let k: usize = 0; k < features; k++) {
    const column = columns + k * columnStride;
    const factor = load<f32>(scale + (k << 2));
    store<u32>(starts + (k << 2), <u32>out);
    for (let first: usize = 0; first < samples; first += 64) {
      for (let bits = byteBits(column + first, samples - first); bits; bits &= bits - 1) {
        const s = first + <usize>ctz(bits);
        store<u32>(out, <u32>(s * stride));
        store<f32>(out, <f32>load<u8>(column + s) * factor, 4);
        out += 8;
      }
    }
  }
  store<u32>(starts + (features << 2), <u32>out);
}

/** Nonzero floats of `[rows][rowStride]`: (column * stride, value), columns ascending. */
export function listNonzeroFloats(x: usize, rowStride: usize, rows: usize, columns: usize, stride: usize, starts: usize, out: usize): void {
  for (let r: usize = 0; r < rows; r++) {
    const row = x + r * rowStride;
    store<u32>(starts + (r << 2), <u32>out);
    for (let first: usize = 0; first < columns; first += 64) {
      for (let bits = floatBits(row + (first << 2), columns - first); bits; bits &= bits - 1) {
        const c = first + <usize>ctz(bits);
        store<u32>(out, <u32>(c * stride));
        store<u32>(out, load<u32>(row + (c << 2)), 4);
        out += 8;
      }
    }
  }
  store<u32>(starts + (rows << 2), <u32>out);
}
