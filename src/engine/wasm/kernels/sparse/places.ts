/**
 * Between a dense array and the survivors' values side by side. `offsets`: each survivor's place in the dense array, in bytes; `count` is a
 * multiple of 4.
 */

/** `to[n] = dense[offsets[n]]` */
export function collect(offsets: usize, count: usize, dense: usize, to: usize): void {
  for (const end = offsets + (count << 2); offsets < end; offsets += 16) {
    let x = v128.load32_zero(dense + <usize>load<u32>(offsets));
    x = v128.load32_lane(dense + <usize>load<u32>(offsets, 4), x, 1);
    x = v128.load32_lane(dense + <usize>load<u32>(offsets, 8), x, 2);
    v128.store(to, v128.load32_lane(dense + <usize>load<u32>(offsets, 12), x, 3));
    to += 16;
  }
}

/** `dense[offsets[n]] = from[n]` */
export function spread(offsets: usize, count: usize, from: usize, dense: usize): void {
  for (const end = offsets + (count << 2); offsets < end; offsets += 16) {
    const x = v128.load(from);
    v128.store32_lane(dense + <usize>load<u32>(offsets), x, 0);
    v128.store32_lane(dense + <usize>load<u32>(offsets, 4), x, 1);
    v128.store32_lane(dense + <usize>load<u32>(offsets, 8), x, 2);
    v128.store32_lane(dense + <usize>load<u32>(offsets, 12), x, 3);
    from += 16;
  }
}
