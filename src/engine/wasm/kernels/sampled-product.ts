import { quadSum, quadSumPair } from './lanes';

/** Lanes of one quad over a row of 64 samples: products of vectors 0, 4, 8, 12 in order. */
// @ts-ignore: decorator
@inline
function dot64(x: usize, d0: v128, d1: v128, d2: v128, d3: v128): v128 {
  let sum = f32x4.mul(d0, v128.load(x));
  sum = f32x4.add(sum, f32x4.mul(d1, v128.load(x, 64)));
  sum = f32x4.add(sum, f32x4.mul(d2, v128.load(x, 128)));
  return f32x4.add(sum, f32x4.mul(d3, v128.load(x, 192)));
}

/** Lanes of one quad over a row of any multiple of 16 samples. */
// @ts-ignore: decorator
@inline
function dot(x: usize, dy: usize, stride: usize): v128 {
  let sum = f32x4.mul(v128.load(dy), v128.load(x));
  for (let at: usize = 64; at < stride; at += 64) sum = f32x4.add(sum, f32x4.mul(v128.load(dy + at), v128.load(x + at)));
  return sum;
}

/** One quad of one output row, batch rows of 64: the four vectors of dy stay in registers. */
function quad64(offset: usize, end: usize, x: usize, dy: usize, out: usize, first: bool): void {
  const d0 = v128.load(dy), d1 = v128.load(dy, 64), d2 = v128.load(dy, 128), d3 = v128.load(dy, 192);
  // Two survivors at a time: 4 + 8 registers. Four would spill, since V8 11 loads all they need before it multiplies.
  for (; offset + 8 <= end; offset += 8) {
    const sums = quadSumPair(dot64(x + <usize>load<u32>(offset), d0, d1, d2, d3), dot64(x + <usize>load<u32>(offset, 4), d0, d1, d2, d3));
    // Adding to +0 in the first quad too is the closing + 0 of the order: only the sign of a zero depends on it.
    v128.store64_lane(out, f32x4.add(first ? f32x4.splat(0) : v128.load64_zero(out), sums), 0);
    out += 8;
  }
  for (; offset < end; offset += 4) {
    const sum = quadSum(dot64(x + <usize>load<u32>(offset), d0, d1, d2, d3));
    store<f32>(out, (first ? <f32>0 : load<f32>(out)) + sum);
    out += 4;
  }
}

/** One quad of one output row, any batch. */
function quadAny(offset: usize, end: usize, x: usize, dy: usize, out: usize, stride: usize, first: bool): void {
  for (; offset < end; offset += 4) {
    const sum = quadSum(dot(x + <usize>load<u32>(offset), dy, stride));
    store<f32>(out, (first ? <f32>0 : load<f32>(out)) + sum);
    out += 4;
  }
}

/** Survivors of one row that are done at a time: their input rows (256 bytes each) stay in the first cache for all four quads. */
const chunk: usize = 64 * 4;

/** All quads of some survivors of one output row. */
function quads(offset: usize, end: usize, x: usize, dy: usize, out: usize, stride: usize): void {
  for (let quad: usize = 0; quad < 64; quad += 16) {
    if (stride == 256) quad64(offset, end, x + quad, dy + quad, out, quad == 0);
    else quadAny(offset, end, x + quad, dy + quad, out, stride, quad == 0);
  }
}

/** Weight gradient of the survivors only: `gradient[j, k] = sum over samples of dy[j][s] * x[k][s]`, in the order of lanes.ts. */
export function sampledProduct(starts: usize, offsets: usize, x: usize, dy: usize, gradient: usize, stride: usize, outputs: usize): void {
  for (let j: usize = 0; j < outputs; j++) {
    const first = <usize>load<u32>(starts + (j << 2)) << 2;
    const end = offsets + (<usize>load<u32>(starts + (j << 2), 4) << 2);
    const row = dy + j * stride;
    for (let at = offsets + first; at < end; at += chunk) quads(at, min(end, at + chunk), x, row, gradient + (at - offsets), stride);
  }
}
