/**
 * Sums over samples run in 16 virtual lanes, lane = sample mod 16, so that every vector width can follow them bit for bit:
 * each quad of lanes is summed as (a0 + a2) + (a1 + a3), then ((quad0 + quad1) + quad2) + quad3, then + 0.
 */
// @ts-ignore: decorator
@inline
export function quadSum(a: v128): f32 {
  const pair = f32x4.add(a, f32x4.shuffle(a, a, 2, 3, 2, 3));
  return f32x4.extract_lane(pair, 0) + f32x4.extract_lane(pair, 1);
}

/** One quad of four survivors, whose lane sums lie 64 bytes apart: their quad sums in lanes 0 to 3. */
// @ts-ignore: decorator
@inline
export function quadSums(lanes: usize): v128 {
  const a = v128.load(lanes), b = v128.load(lanes, 64), c = v128.load(lanes, 128), d = v128.load(lanes, 192);
  const ab = f32x4.add(f32x4.shuffle(a, b, 0, 1, 4, 5), f32x4.shuffle(a, b, 2, 3, 6, 7));
  const cd = f32x4.add(f32x4.shuffle(c, d, 0, 1, 4, 5), f32x4.shuffle(c, d, 2, 3, 6, 7));
  return f32x4.add(f32x4.shuffle(ab, cd, 0, 2, 4, 6), f32x4.shuffle(ab, cd, 1, 3, 5, 7));
}

/** Adds the sum of one quad of lanes to a gradient; the first quad begins at 0. */
// @ts-ignore: decorator
@inline
export function keep(gradient: usize, sum: v128, isFirst: bool): void {
  store<f32>(gradient, (isFirst ? <f32>0 : load<f32>(gradient)) + quadSum(sum));
}
