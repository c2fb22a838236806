import { inputSparseForward, inputSparseGradient } from './input-sparse';
import { rectified } from '../sparse/list-passes';

/** Sums over one list, 32 columns: 8 accumulators, 4 where V8 pairs them. Sums start at `factor * start`. */
// @ts-ignore: decorator
@inline
function pass8(pair: usize, end: usize, rows: usize, factor: v128, start: usize, out: usize, keep: v128): void {
  let c0 = f32x4.mul(factor, v128.load(start)), c1 = f32x4.mul(factor, v128.load(start, 16));
  let c2 = f32x4.mul(factor, v128.load(start, 32)), c3 = f32x4.mul(factor, v128.load(start, 48));
  let c4 = f32x4.mul(factor, v128.load(start, 64)), c5 = f32x4.mul(factor, v128.load(start, 80));
  let c6 = f32x4.mul(factor, v128.load(start, 96)), c7 = f32x4.mul(factor, v128.load(start, 112));
  for (; pair < end; pair += 8) {
    const row = rows + <usize>load<u32>(pair);
    const x = v128.load32_splat(pair, 4);
    c0 = f32x4.add(c0, f32x4.mul(x, v128.load(row)));
    c1 = f32x4.add(c1, f32x4.mul(x, v128.load(row, 16)));
    c2 = f32x4.add(c2, f32x4.mul(x, v128.load(row, 32)));
    c3 = f32x4.add(c3, f32x4.mul(x, v128.load(row, 48)));
    c4 = f32x4.add(c4, f32x4.mul(x, v128.load(row, 64)));
    c5 = f32x4.add(c5, f32x4.mul(x, v128.load(row, 80)));
    c6 = f32x4.add(c6, f32x4.mul(x, v128.load(row, 96)));
    c7 = f32x4.add(c7, f32x4.mul(x, v128.load(row, 112)));
  }
  v128.store(out, rectified(c0, keep));
  v128.store(out, rectified(c1, keep), 16);
  v128.store(out, rectified(c2, keep), 32);
  v128.store(out, rectified(c3, keep), 48);
  v128.store(out, rectified(c4, keep), 64);
  v128.store(out, rectified(c5, keep), 80);
  v128.store(out, rectified(c6, keep), 96);
  v128.store(out, rectified(c7, keep), 112);
}

/** `inputSparseForward` with the same bits for V8s that pair vector operations, 32 columns at a time; what is left over is its own. */
export function inputSparseForwardPaired(
  starts: usize, samples: usize, w: usize, start: usize, out: usize, stride: usize, width: usize, relu: i32,
): void {
  const end = starts + (samples << 2), keep = i32x4.splat(relu ? 0 : -1), one = f32x4.splat(1);
  let j: usize = 0;
  for (; j + 128 <= width; j += 128) {
    for (let at = starts, row = out + j; at < end; at += 4, row += stride)
      pass8(<usize>load<u32>(at), <usize>load<u32>(at, 4), w + j, one, start + j, row, keep);
  }
  if (j < width) inputSparseForward(starts, samples, w + j, start + j, out + j, stride, width - j, relu);
}

/** `inputSparseGradient` with the same bits for V8s that pair vector operations, likewise. */
export function inputSparseGradientPaired(
  starts: usize, features: usize, shift: usize, biasGradient: usize, dy: usize, gradient: usize, stride: usize, width: usize,
): void {
  const end = starts + (features << 2), toShift = shift - starts, keep = i32x4.splat(-1);
  let j: usize = 0;
  for (; j + 128 <= width; j += 128) {
    for (let at = starts, row = gradient + j; at < end; at += 4, row += stride) {
      pass8(<usize>load<u32>(at), <usize>load<u32>(at, 4), dy + j, v128.load32_splat(at + toShift), biasGradient + j, row, keep);
    }
  }
  if (j < width) inputSparseGradient(starts, features, shift, biasGradient + j, dy + j, gradient + j, stride, width - j);
}
