import { quadSums } from '../lanes';

/**
 * Survivors of one row that are done at a time: their input rows (256 bytes each at batch 60) stay in the first cache for all four quads.
 */
const chunk: usize = 64;

/**
 * Lane sums of two quads over rows of 64 samples, side by side for V8s that pair vector operations. What fills up a row counts as products
 * with 0: it can change the sign of a sum that is 0, which the closing + 0 undoes.
 */
function quads64(offset: usize, end: usize, x: usize, dy: usize, out: usize): void {
  const a0 = v128.load(dy), b0 = v128.load(dy, 16), a1 = v128.load(dy, 64), b1 = v128.load(dy, 80);
  const a2 = v128.load(dy, 128), b2 = v128.load(dy, 144), a3 = v128.load(dy, 192), b3 = v128.load(dy, 208);
  for (; offset < end; offset += 4) {
    const p = x + <usize>load<u32>(offset);
    let a = f32x4.mul(a0, v128.load(p)), b = f32x4.mul(b0, v128.load(p, 16));
    a = f32x4.add(a, f32x4.mul(a1, v128.load(p, 64)));
    b = f32x4.add(b, f32x4.mul(b1, v128.load(p, 80)));
    a = f32x4.add(a, f32x4.mul(a2, v128.load(p, 128)));
    b = f32x4.add(b, f32x4.mul(b2, v128.load(p, 144)));
    a = f32x4.add(a, f32x4.mul(a3, v128.load(p, 192)));
    b = f32x4.add(b, f32x4.mul(b3, v128.load(p, 208)));
    // Stores come last: V8 pairs no loads across a store.
    v128.store(out, a);
    v128.store(out, b, 16);
    out += 64;
  }
}

/** Sums over a row of any multiple of 16 samples. */
function quadsAny(offset: usize, end: usize, x: usize, dy: usize, out: usize, stride: usize): void {
  for (; offset < end; offset += 4) {
    const p = x + <usize>load<u32>(offset);
    let a = f32x4.mul(v128.load(dy), v128.load(p)), b = f32x4.mul(v128.load(dy, 16), v128.load(p, 16));
    for (let at: usize = 64; at < stride; at += 64) {
      a = f32x4.add(a, f32x4.mul(v128.load(dy + at), v128.load(p + at)));
      b = f32x4.add(b, f32x4.mul(v128.load(dy + at, 16), v128.load(p + at, 16)));
    }
    v128.store(out, a);
    v128.store(out, b, 16);
    out += 64;
  }
}

/** The 16 lane sums (64 bytes at `lanes`) of some survivors of one output row. */
function laneSums(offset: usize, end: usize, x: usize, dy: usize, lanes: usize, stride: usize): void {
  for (let half: usize = 0; half < 64; half += 32) {
    if (stride == 256) quads64(offset, end, x + half, dy + half, lanes + half);
    else quadsAny(offset, end, x + half, dy + half, lanes + half, stride);
  }
}

/** Gradients of four survivors from their lane sums. */
// @ts-ignore: decorator
@inline
function fourSums(lanes: usize): v128 {
  const sums = f32x4.add(f32x4.add(quadSums(lanes), quadSums(lanes + 16)), quadSums(lanes + 32));
  return f32x4.add(f32x4.add(sums, quadSums(lanes + 48)), f32x4.splat(0));
}

/** Lane sums to gradients, four survivors at a time. */
function sumUp(lanes: usize, gradient: usize, end: usize): void {
  for (; gradient + 16 <= end; gradient += 16) {
    v128.store(gradient, fourSums(lanes));
    lanes += 256;
  }
  if (gradient == end) return;
  const sums = fourSums(lanes);
  store<f32>(gradient, f32x4.extract_lane(sums, 0));
  if (gradient + 4 < end) store<f32>(gradient, f32x4.extract_lane(sums, 1), 4);
  if (gradient + 8 < end) store<f32>(gradient, f32x4.extract_lane(sums, 2), 8);
}

/**
 * Weight gradient of the survivors only: `gradient[j, k] = sum over samples of dy[j][s] * x[k][s]`, in the order of lanes.ts.
 * `live`: the outputs that have a gradient; `lanes`: room for 64 survivors' lane sums (4096 bytes).
 */
export function sampledProduct(
  starts: usize, offsets: usize, x: usize, dy: usize, gradient: usize, stride: usize, live: usize, liveCount: usize, lanes: usize,
): void {
  for (const last = live + (liveCount << 2); live < last; live += 4) {
    const j = <usize>load<u32>(live);
    const end = <usize>load<u32>(starts + (j << 2), 4);
    for (let n = <usize>load<u32>(starts + (j << 2)); n < end; n += chunk) {
      const stop = min(end, n + chunk);
      laneSums(offsets + (n << 2), offsets + (stop << 2), x, dy + j * stride, lanes, stride);
      sumUp(lanes, gradient + (n << 2), gradient + (stop << 2));
    }
  }
}
