/**
 * Sums over a list of pairs (offset of a row, factor), rows of floats at these offsets: `start + sum over pairs in order of factor * row`,
 * product first, then add.
 */

/** ReLU by masks alone, so that V8 can fuse neighbouring vectors: x where x > 0 or where `keep` is set, else +0 (NaN and -0 too). */
// @ts-ignore: decorator
@inline
export function put(out: usize, x: v128, keep: v128): void {
  v128.store(out, v128.and(x, v128.or(f32x4.gt(x, f32x4.splat(0)), keep)));
}

/** 24 columns: 6 accumulators, 6 loads and the factor are what fits into registers on V8 11. */
// @ts-ignore: decorator
@inline
export function pass6(pair: usize, end: usize, rows: usize, c0: v128, c1: v128, c2: v128, c3: v128, c4: v128, c5: v128, out: usize, keep: v128): void {
  for (; pair < end; pair += 8) {
    const row = rows + <usize>load<u32>(pair);
    const x = v128.load32_splat(pair, 4);
    c0 = f32x4.add(c0, f32x4.mul(x, v128.load(row)));
    c1 = f32x4.add(c1, f32x4.mul(x, v128.load(row, 16)));
    c2 = f32x4.add(c2, f32x4.mul(x, v128.load(row, 32)));
    c3 = f32x4.add(c3, f32x4.mul(x, v128.load(row, 48)));
    c4 = f32x4.add(c4, f32x4.mul(x, v128.load(row, 64)));
    c5 = f32x4.add(c5, f32x4.mul(x, v128.load(row, 80)));
  }
  put(out, c0, keep);
  put(out + 16, c1, keep);
  put(out + 32, c2, keep);
  put(out + 48, c3, keep);
  put(out + 64, c4, keep);
  put(out + 80, c5, keep);
}

/** 16 columns: a cache line. */
// @ts-ignore: decorator
@inline
export function pass4(pair: usize, end: usize, rows: usize, c0: v128, c1: v128, c2: v128, c3: v128, out: usize, keep: v128): void {
  for (; pair < end; pair += 8) {
    const row = rows + <usize>load<u32>(pair);
    const x = v128.load32_splat(pair, 4);
    c0 = f32x4.add(c0, f32x4.mul(x, v128.load(row)));
    c1 = f32x4.add(c1, f32x4.mul(x, v128.load(row, 16)));
    c2 = f32x4.add(c2, f32x4.mul(x, v128.load(row, 32)));
    c3 = f32x4.add(c3, f32x4.mul(x, v128.load(row, 48)));
  }
  put(out, c0, keep);
  put(out + 16, c1, keep);
  put(out + 32, c2, keep);
  put(out + 48, c3, keep);
}

/** 12 columns: what panels of 24 leave over. */
// @ts-ignore: decorator
@inline
export function pass3(pair: usize, end: usize, rows: usize, c0: v128, c1: v128, c2: v128, out: usize, keep: v128): void {
  for (; pair < end; pair += 8) {
    const row = rows + <usize>load<u32>(pair);
    const x = v128.load32_splat(pair, 4);
    c0 = f32x4.add(c0, f32x4.mul(x, v128.load(row)));
    c1 = f32x4.add(c1, f32x4.mul(x, v128.load(row, 16)));
    c2 = f32x4.add(c2, f32x4.mul(x, v128.load(row, 32)));
  }
  put(out, c0, keep);
  put(out + 16, c1, keep);
  put(out + 32, c2, keep);
}

/** 4 columns. */
// @ts-ignore: decorator
@inline
export function pass1(pair: usize, end: usize, rows: usize, c0: v128, out: usize, keep: v128): void {
  for (; pair < end; pair += 8) c0 = f32x4.add(c0, f32x4.mul(v128.load32_splat(pair, 4), v128.load(rows + <usize>load<u32>(pair))));
  put(out, c0, keep);
}
