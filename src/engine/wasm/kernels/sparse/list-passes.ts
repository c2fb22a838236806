/**
 * Sums over a list of pairs (offset of a row, factor), rows of floats at these offsets: `start + sum over pairs in order of factor * row`,
 * product first, then add.
 *
 * For V8s that pair neighbouring vectors (see bench/pairing.mjs): loads and stores name their offsets, since an address of its own, which
 * the compiler makes of some sums, hides a vector from its neighbour; and no function that is not inlined takes a vector.
 */

/** ReLU by masks alone, so that V8 can pair neighbouring vectors: x where x > 0 or where `keep` is set, else +0 (NaN and -0 too). */
// @ts-ignore: decorator
@inline
export function rectified(x: v128, keep: v128): v128 {
  return v128.and(x, v128.or(f32x4.gt(x, f32x4.splat(0)), keep));
}

/** 24 columns: 6 accumulators, 6 loads and the factor are what fits into registers on V8 11. */
// @ts-ignore: decorator
@inline
export function pass6(
  pair: usize, end: usize, rows: usize, c0: v128, c1: v128, c2: v128, c3: v128, c4: v128, c5: v128, out: usize, keep: v128,
): void {
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
  v128.store(out, rectified(c0, keep));
  v128.store(out, rectified(c1, keep), 16);
  v128.store(out, rectified(c2, keep), 32);
  v128.store(out, rectified(c3, keep), 48);
  v128.store(out, rectified(c4, keep), 64);
  v128.store(out, rectified(c5, keep), 80);
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
  v128.store(out, rectified(c0, keep));
  v128.store(out, rectified(c1, keep), 16);
  v128.store(out, rectified(c2, keep), 32);
  v128.store(out, rectified(c3, keep), 48);
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
  v128.store(out, rectified(c0, keep));
  v128.store(out, rectified(c1, keep), 16);
  v128.store(out, rectified(c2, keep), 32);
}

/** 4 columns. */
// @ts-ignore: decorator
@inline
export function pass1(pair: usize, end: usize, rows: usize, c0: v128, out: usize, keep: v128): void {
  for (; pair < end; pair += 8) c0 = f32x4.add(c0, f32x4.mul(v128.load32_splat(pair, 4), v128.load(rows + <usize>load<u32>(pair))));
  v128.store(out, rectified(c0, keep));
}
