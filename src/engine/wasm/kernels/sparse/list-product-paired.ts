import { rectified } from './list-passes';
import { inputListProduct } from './list-product';

/** One block of inputs for 48 outputs, two panels, of all samples: 12 accumulators, 6 where V8 pairs them. See list-product.ts. */
function block48(
  starts: usize, toEnd: usize, samples: usize, panel: usize, panelBytes: usize, from: usize, fromStride: usize, out: usize,
  stride: usize, relu: i32,
): void {
  const keep = i32x4.splat(relu ? 0 : -1);
  for (const end = starts + (samples << 2); starts < end; starts += 4) {
    let c0 = v128.load(from), c1 = v128.load(from, 16), c2 = v128.load(from, 32);
    let c3 = v128.load(from, 48), c4 = v128.load(from, 64), c5 = v128.load(from, 80);
    let c6 = v128.load(from, 96), c7 = v128.load(from, 112), c8 = v128.load(from, 128);
    let c9 = v128.load(from, 144), c10 = v128.load(from, 160), c11 = v128.load(from, 176);
    for (let pair = <usize>load<u32>(starts), last = <usize>load<u32>(starts + toEnd); pair < last; pair += 8) {
      const row = panel + <usize>load<u32>(pair), other = row + panelBytes;
      const x = v128.load32_splat(pair, 4);
      c0 = f32x4.add(c0, f32x4.mul(x, v128.load(row)));
      c1 = f32x4.add(c1, f32x4.mul(x, v128.load(row, 16)));
      c2 = f32x4.add(c2, f32x4.mul(x, v128.load(row, 32)));
      c3 = f32x4.add(c3, f32x4.mul(x, v128.load(row, 48)));
      c4 = f32x4.add(c4, f32x4.mul(x, v128.load(row, 64)));
      c5 = f32x4.add(c5, f32x4.mul(x, v128.load(row, 80)));
      c6 = f32x4.add(c6, f32x4.mul(x, v128.load(other)));
      c7 = f32x4.add(c7, f32x4.mul(x, v128.load(other, 16)));
      c8 = f32x4.add(c8, f32x4.mul(x, v128.load(other, 32)));
      c9 = f32x4.add(c9, f32x4.mul(x, v128.load(other, 48)));
      c10 = f32x4.add(c10, f32x4.mul(x, v128.load(other, 64)));
      c11 = f32x4.add(c11, f32x4.mul(x, v128.load(other, 80)));
    }
    v128.store(out, rectified(c0, keep));
    v128.store(out, rectified(c1, keep), 16);
    v128.store(out, rectified(c2, keep), 32);
    v128.store(out, rectified(c3, keep), 48);
    v128.store(out, rectified(c4, keep), 64);
    v128.store(out, rectified(c5, keep), 80);
    v128.store(out, rectified(c6, keep), 96);
    v128.store(out, rectified(c7, keep), 112);
    v128.store(out, rectified(c8, keep), 128);
    v128.store(out, rectified(c9, keep), 144);
    v128.store(out, rectified(c10, keep), 160);
    v128.store(out, rectified(c11, keep), 176);
    from += fromStride; out += stride;
  }
}

/**
 * `inputListProduct` with the same bits for V8s that pair vector operations, two panels at a time; what is left over is its own. Of a list
 * in one block two panels would be too much for the first cache.
 */
export function inputListProductPaired(
  starts: usize, toEnd: usize, blocks: usize, samples: usize, panels: usize, panelBytes: usize, start: usize, out: usize,
  stride: usize, outputs: usize, relu: i32,
): void {
  for (; blocks > 1 && outputs >= 48; outputs -= 48) {
    for (let b: usize = 0, at = starts; b < blocks; b++, at += toEnd) {
      block48(at, toEnd, samples, panels, panelBytes, b ? out : start, b ? stride : 0, out, stride, b + 1 == blocks ? relu : 0);
    }
    panels += 2 * panelBytes; start += 192; out += 192;
  }
  inputListProduct(starts, toEnd, blocks, samples, panels, panelBytes, start, out, stride, outputs, relu);
}
