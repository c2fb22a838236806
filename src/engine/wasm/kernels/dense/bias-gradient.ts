import { quadSum } from '../lanes';

/** Lanes of one quad of a row. */
// @ts-ignore: decorator
@inline
function laneSums(row: usize, stride: usize): v128 {
  let sum = v128.load(row);
  for (let at: usize = 64; at < stride; at += 64) sum = f32x4.add(sum, v128.load(row + at));
  return sum;
}

/** `gradient[j] = sum over samples of dy[j][s]`, in the order of lanes.ts. */
export function biasGradientBatchLast(dy: usize, stride: usize, outputs: usize, gradient: usize): void {
  for (let j: usize = 0; j < outputs; j++) {
    const row = dy + j * stride;
    let sum: f32 = quadSum(laneSums(row, stride));
    for (let quad: usize = 16; quad < 64; quad += 16) sum += quadSum(laneSums(row + quad, stride));
    store<f32>(gradient + (j << 2), sum + <f32>0);
  }
}

/** As `laneSums`, but +0 first takes the place of what an inactive unit would have got. */
// @ts-ignore: decorator
@inline
function activeLaneSums(activation: usize, row: usize, stride: usize): v128 {
  const zero = f32x4.splat(0);
  let sum = v128.and(v128.load(row), f32x4.gt(v128.load(activation), zero));
  v128.store(row, sum);
  for (let at: usize = 64; at < stride; at += 64) {
    const x = v128.and(v128.load(row + at), f32x4.gt(v128.load(activation + at), zero));
    v128.store(row + at, x);
    sum = f32x4.add(sum, x);
  }
  return sum;
}

/** `biasGradientBatchLast` of a layer with ReLU: undoes it (as `clearWhereInactive`) on the way, for the `live` outputs. */
export function reluBiasGradientBatchLast(
  activation: usize, dy: usize, stride: usize, live: usize, liveCount: usize, gradient: usize,
): void {
  for (const last = live + (liveCount << 2); live < last; live += 4) {
    const j = <usize>load<u32>(live);
    const y = activation + j * stride, row = dy + j * stride;
    let sum: f32 = quadSum(activeLaneSums(y, row, stride));
    for (let quad: usize = 16; quad < 64; quad += 16) sum += quadSum(activeLaneSums(y + quad, row + quad, stride));
    store<f32>(gradient + (j << 2), sum + <f32>0);
  }
}

/** `gradient[j] = sum over samples ascending of dy[s][j]`, from +0; `columns` is a multiple of 4. */
export function biasGradientBatchFirst(dy: usize, stride: usize, samples: usize, columns: usize, gradient: usize): void {
  for (let j: usize = 0; j < columns << 2; j += 16) {
    let sum = f32x4.splat(0);
    for (let s: usize = 0; s < samples; s++) sum = f32x4.add(sum, v128.load(dy + s * stride + j));
    v128.store(gradient + j, sum);
  }
}
