/** Threefry-2x32-20 of four counters at once, the twin of src/shared/numbers/counter-random.ts: its first words. */
// @ts-ignore: decorator
@inline
function mixed(a: v128, b: v128, left: i32): v128 {
  return v128.xor(v128.or(i32x4.shl(b, left), i32x4.shr_u(b, 32 - left)), a);
}

function draws(k0: i32, k1: i32, iteration: i32, index: v128): v128 {
  const k2 = k0 ^ k1 ^ 0x1bd11bda;
  let a = i32x4.splat(iteration + k0), b = i32x4.add(index, i32x4.splat(k1));
  a = i32x4.add(a, b); b = mixed(a, b, 13); a = i32x4.add(a, b); b = mixed(a, b, 15);
  a = i32x4.add(a, b); b = mixed(a, b, 26); a = i32x4.add(a, b); b = mixed(a, b, 6);
  a = i32x4.add(a, i32x4.splat(k1)); b = i32x4.add(b, i32x4.splat(k2 + 1));
  a = i32x4.add(a, b); b = mixed(a, b, 17); a = i32x4.add(a, b); b = mixed(a, b, 29);
  a = i32x4.add(a, b); b = mixed(a, b, 16); a = i32x4.add(a, b); b = mixed(a, b, 24);
  a = i32x4.add(a, i32x4.splat(k2)); b = i32x4.add(b, i32x4.splat(k0 + 2));
  a = i32x4.add(a, b); b = mixed(a, b, 13); a = i32x4.add(a, b); b = mixed(a, b, 15);
  a = i32x4.add(a, b); b = mixed(a, b, 26); a = i32x4.add(a, b); b = mixed(a, b, 6);
  a = i32x4.add(a, i32x4.splat(k0)); b = i32x4.add(b, i32x4.splat(k1 + 3));
  a = i32x4.add(a, b); b = mixed(a, b, 17); a = i32x4.add(a, b); b = mixed(a, b, 29);
  a = i32x4.add(a, b); b = mixed(a, b, 16); a = i32x4.add(a, b); b = mixed(a, b, 24);
  a = i32x4.add(a, i32x4.splat(k1)); b = i32x4.add(b, i32x4.splat(k2 + 4));
  a = i32x4.add(a, b); b = mixed(a, b, 13); a = i32x4.add(a, b); b = mixed(a, b, 15);
  a = i32x4.add(a, b); b = mixed(a, b, 26); a = i32x4.add(a, b); b = mixed(a, b, 6);
  return i32x4.add(a, i32x4.splat(k2));
}

/**
 * `out = 0` with the probability that `threshold` stands for (of 2^32), else `x * factor`: values and gradients alike. Both are images
 * `[group][channel][row][column][4]`, or batch-last rows as images of one pixel. The counter is (iteration, image * features + feature),
 * whatever the layout.
 */
export function dropout(
  x: usize, out: usize, groups: usize, group: usize, channels: usize, plane: usize, rows: usize, row: usize, columns: usize,
  outGroup: usize, outPlane: usize, outRow: usize, k0: i32, k1: i32, iteration: i32, threshold: i32, factor: f32,
): void {
  const features = <i32>(channels * rows * columns), factors = f32x4.splat(factor), limit = i32x4.splat(threshold);
  for (let g: usize = 0; g < groups; g++) {
    let index = i32x4.mul(i32x4.add(i32x4(0, 1, 2, 3), i32x4.splat(<i32>(g << 2))), i32x4.splat(features));
    for (let c: usize = 0; c < channels; c++) {
      for (let y: usize = 0; y < rows; y++) {
        let to = out + g * outGroup + c * outPlane + y * outRow;
        for (let p = x + g * group + c * plane + y * row, end = p + (columns << 4); p < end; p += 16) {
          const kept = i32x4.ge_u(draws(k0, k1, iteration, index), limit);
          v128.store(to, v128.and(f32x4.mul(v128.load(p), factors), kept));
          index = i32x4.add(index, i32x4.splat(1));
          to += 16;
        }
      }
    }
  }
}
