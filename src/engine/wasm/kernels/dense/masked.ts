/** Gradient of four weights, +0 where the mask's words are 0; `mask` 0 means that nothing is pruned. */
// @ts-ignore: decorator
@inline
export function masked(g: usize, mask: usize, at: usize): v128 {
  return mask ? v128.and(v128.load(g), v128.load(mask + at)) : v128.load(g);
}
