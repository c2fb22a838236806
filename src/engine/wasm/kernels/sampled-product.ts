import { quadSums } from './lanes';

/** Survivors of one row that are done at a time: their input rows (256 bytes each at batch 60) stay in the first cache for all four quads. */
const chunk: usize = 64;

/** Lane sums of one quad over rows of 64 samples: the four vectors of dy stay in registers. */
function quad64(offset: usize, end: usize, x: usize, dy: usize, out: usize): void {
  const d0 = v128.load(dy), d1 = v128.load(dy, 64), d2 = v128.load(dy, 128), d3 = v128.load(dy, 192);
  for (; offset < end; offset += 4) {
    const p = x + <usize>load<u32>(offset);
    let sum = f32x4.mul(d0, v128.load(p));
    sum = f32x4.add(sum, f32x4.mul(d1, v128.load(p, 64)));
    sum = f32x4.add(sum, f32x4.mul(d2, v128.load(p, 128)));
    v128.store(out, f32x4.add(sum, f32x4.mul(d3, v128.load(p, 192))));
    out += 64;
  }
}

/** The same where the row's last vector of this quad holds no sample: the last quad of a batch of 60. */
function quad48(offset: usize, end: usize, x: usize, dy: usize, out: usize): void {
  const d0 = v128.load(dy), d1 = v128.load(dy, 64), d2 = v128.load(dy, 128);
  for (; offset < end; offset += 4) {
    const p = x + <usize>load<u32>(offset);
    let sum = f32x4.mul(d0, v128.load(p));
    sum = f32x4.add(sum, f32x4.mul(d1, v128.load(p, 64)));
    v128.store(out, f32x4.add(sum, f32x4.mul(d2, v128.load(p, 128))));
    out += 64;
  }
}

/** The same over a row of any multiple of 16 samples. */
function quadAny(offset: usize, end: usize, x: usize, dy: usize, out: usize, stride: usize): void {
  for (; offset < end; offset += 4) {
    const p = x + <usize>load<u32>(offset);
    let sum = f32x4.mul(v128.load(dy), v128.load(p));
    for (let at: usize = 64; at < stride; at += 64) sum = f32x4.add(sum, f32x4.mul(v128.load(dy + at), v128.load(p + at)));
    v128.store(out, sum);
    out += 64;
  }
}

/** The 16 lane sums (64 bytes at `lanes`) of some survivors of one output row. */
function laneSums(offset: usize, end: usize, x: usize, dy: usize, lanes: usize, stride: usize, width: usize): void {
  for (let quad: usize = 0; quad < 64; quad += 16) {
    if (stride != 256) quadAny(offset, end, x + quad, dy + quad, lanes + quad, stride);
    else if (quad + 192 < width) quad64(offset, end, x + quad, dy + quad, lanes + quad);
    else quad48(offset, end, x + quad, dy + quad, lanes + quad);
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
 * `live`: the outputs that have a gradient, ascending; `width`: bytes of a row in use; `lanes`: room for 64 survivors' lane sums (4096 bytes).
 */
export function sampledProduct(starts: usize, offsets: usize, x: usize, dy: usize, gradient: usize, stride: usize, width: usize, live: usize, liveCount: usize, lanes: usize): void {
  for (const last = live + (liveCount << 2); live < last; live += 4) {
    const j = <usize>load<u32>(live);
    const end = <usize>load<u32>(starts + (j << 2), 4);
    for (let n = <usize>load<u32>(starts + (j << 2)); n < end; n += chunk) {
      const stop = min(end, n + chunk);
      laneSums(offsets + (n << 2), offsets + (stop << 2), x, dy + j * stride, lanes, stride, width);
      sumUp(lanes, gradient + (n << 2), gradient + (stop << 2));
    }
  }
}
