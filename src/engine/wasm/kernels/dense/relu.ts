/** max(x, 0), and 0 for NaN and -0 (NATIVE order: `pmax(0, x)`); x itself where `relu` is 0. */
// @ts-ignore: decorator
@inline
export function activated(x: v128, relu: i32): v128 {
  return relu ? f32x4.pmax(f32x4.splat(0), x) : x;
}
