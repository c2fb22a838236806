import { transpose4 } from '../dense/transpose';

// @ts-ignore: decorator
@inline
function normalized(row: usize, scale: v128, shift: v128): v128 {
  return f32x4.add(f32x4.mul(v128.load(row), scale), shift);
}

/** As `gatherBytesBatchLast`, `[features][samples]`, from rows of floats. */
export function gatherFloatsBatchLast(
  rows: usize, samples: usize, blocks: usize, blockCount: usize, scale: usize, shift: usize, out: usize, stride: usize,
): void {
  const end = blocks + (blockCount << 2);
  for (; blocks < end; blocks += 4) {
    const feature = <usize>load<u32>(blocks);
    const at = feature << 2;
    const factor = v128.load(scale + at);
    const summand = v128.load(shift + at);
    for (let s: usize = 0; s < samples; s += 4) {
      const r = rows + (s << 2);
      transpose4(
        normalized(<usize>load<u32>(r) + at, factor, summand),
        normalized(<usize>load<u32>(r, 4) + at, factor, summand),
        normalized(<usize>load<u32>(r, 8) + at, factor, summand),
        normalized(<usize>load<u32>(r, 12) + at, factor, summand),
        out + feature * stride + (s << 2), stride);
    }
  }
}

/** As `gatherBytesBatchFirst`, `[samples][features]`, from rows of floats. */
export function gatherFloatsBatchFirst(
  rows: usize, samples: usize, features: usize, scale: usize, shift: usize, out: usize, stride: usize,
): void {
  for (let s: usize = 0; s < samples; s++) {
    const row = <usize>load<u32>(rows + (s << 2));
    const target = out + s * stride;
    for (let at: usize = 0; at < features << 2; at += 16) {
      v128.store(target + at, normalized(row + at, v128.load(scale + at), v128.load(shift + at)));
    }
  }
}
