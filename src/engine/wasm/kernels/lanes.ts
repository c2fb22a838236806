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

/** Quad sums of two vectors at once, in lanes 0 and 1. */
// @ts-ignore: decorator
@inline
export function quadSumPair(a: v128, b: v128): v128 {
  const pairs = f32x4.add(f32x4.shuffle(a, b, 0, 1, 4, 5), f32x4.shuffle(a, b, 2, 3, 6, 7));
  return f32x4.add(f32x4.shuffle(pairs, pairs, 0, 2, 0, 2), f32x4.shuffle(pairs, pairs, 1, 3, 1, 3));
}
