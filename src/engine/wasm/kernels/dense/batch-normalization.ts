import { quadSum } from '../lanes';

/** All bits set in the lanes of a group that hold images. */
// @ts-ignore: decorator
@inline
function lanesOf(images: usize, g: usize): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(<i32>(images - (g << 2))));
}

/** Sum over the images and pixels of one channel of (a - shift) * (b - shift) or a * b..., in the order of lanes.ts; see the callers. */
// @ts-ignore: decorator
@inline
function quadOfSums(x: usize, quad: usize, images: usize, group: usize, rows: usize, row: usize, columns: usize): v128 {
  let sum = f32x4.splat(0);
  for (let g = quad; g << 2 < images; g += 4) {
    const lanes = lanesOf(images, g);
    for (let y: usize = 0; y < rows; y++) {
      for (let p = x + g * group + y * row, end = p + (columns << 4); p < end; p += 16) sum = f32x4.add(sum, v128.and(v128.load(p), lanes));
    }
  }
  return sum;
}

// @ts-ignore: decorator
@inline
function quadOfSquares(x: usize, mean: v128, quad: usize, images: usize, group: usize, rows: usize, row: usize, columns: usize): v128 {
  let sum = f32x4.splat(0);
  for (let g = quad; g << 2 < images; g += 4) {
    const lanes = lanesOf(images, g);
    for (let y: usize = 0; y < rows; y++) {
      for (let p = x + g * group + y * row, end = p + (columns << 4); p < end; p += 16) {
        const centred = v128.and(f32x4.sub(v128.load(p), mean), lanes);
        sum = f32x4.add(sum, f32x4.mul(centred, centred));
      }
    }
  }
  return sum;
}

// @ts-ignore: decorator
@inline
function quadOfProducts(
  x: usize, dy: usize, mean: v128, quad: usize, images: usize, group: usize, rows: usize, row: usize, columns: usize,
): v128 {
  let sum = f32x4.splat(0);
  for (let g = quad; g << 2 < images; g += 4) {
    const lanes = lanesOf(images, g);
    for (let y: usize = 0; y < rows; y++) {
      const start = g * group + y * row;
      for (let at = start, end = start + (columns << 4); at < end; at += 16) {
        sum = f32x4.add(sum, f32x4.mul(v128.and(v128.load(dy + at), lanes), f32x4.sub(v128.load(x + at), mean)));
      }
    }
  }
  return sum;
}

/** `sums[c]`: sum over images and pixels of `x[group][c][row][column][4]`, in the order of lanes.ts, +0 at the end. */
export function channelSums(
  x: usize, images: usize, group: usize, channels: usize, plane: usize, rows: usize, row: usize, columns: usize, sums: usize,
): void {
  for (let c: usize = 0; c < channels; c++) {
    let sum: f32 = 0;
    for (let quad: usize = 0; quad < 4; quad++) sum += quadSum(quadOfSums(x + c * plane, quad, images, group, rows, row, columns));
    store<f32>(sums + (c << 2), sum);
  }
}

/** `means[c]` and (biased) `variances[c]` of `x[group][c][row][column][4]`, in two passes. */
export function channelMoments(
  x: usize, images: usize, group: usize, channels: usize, plane: usize, rows: usize, row: usize, columns: usize, means: usize,
  variances: usize,
): void {
  const count = <f32>(images * rows * columns);
  channelSums(x, images, group, channels, plane, rows, row, columns, means);
  for (let c: usize = 0; c < channels; c++) {
    const mean = load<f32>(means + (c << 2)) / count;
    store<f32>(means + (c << 2), mean);
    let sum: f32 = 0;
    for (let quad: usize = 0; quad < 4; quad++)
      sum += quadSum(quadOfSquares(x + c * plane, f32x4.splat(mean), quad, images, group, rows, row, columns));
    store<f32>(variances + (c << 2), sum / count);
  }
}

/** Running statistics `[c]`: (1 - momentum) * running + momentum * batch; `correction`: n / (n - 1). */
export function followMoments(
  means: usize, variances: usize, runningMeans: usize, runningVariances: usize, channels: usize, momentum: f32, correction: f32,
): void {
  const rest: f32 = 1 - momentum;
  for (let at: usize = 0; at < channels << 2; at += 4) {
    store<f32>(runningMeans + at, rest * load<f32>(runningMeans + at) + momentum * load<f32>(means + at));
    store<f32>(runningVariances + at, rest * load<f32>(runningVariances + at) + momentum * (load<f32>(variances + at) * correction));
  }
}

/** `inverses[c] = 1 / sqrt(variance + epsilon)` */
export function inverseDeviations(variances: usize, channels: usize, epsilon: f32, inverses: usize): void {
  for (let at: usize = 0; at < channels << 2; at += 4) store<f32>(inverses + at, <f32>1 / sqrt<f32>(load<f32>(variances + at) + epsilon));
}

/** `out = (x - means[c]) * (inverses[c] * scales[c]) + shifts[c]`, both images `[group][c][row][column][4]`. */
export function normalize(
  x: usize, out: usize, groups: usize, group: usize, channels: usize, plane: usize, rows: usize, row: usize, columns: usize,
  outGroup: usize, outPlane: usize, outRow: usize, means: usize, inverses: usize, scales: usize, shifts: usize,
): void {
  for (let c: usize = 0; c < channels; c++) {
    const at = c << 2;
    const mean = v128.load32_splat(means + at), shift = v128.load32_splat(shifts + at);
    const factor = f32x4.splat(load<f32>(inverses + at) * load<f32>(scales + at));
    for (let g: usize = 0; g < groups; g++) {
      for (let y: usize = 0; y < rows; y++) {
        let to = out + g * outGroup + c * outPlane + y * outRow;
        for (let p = x + g * group + c * plane + y * row, end = p + (columns << 4); p < end; p += 16) {
          v128.store(to, f32x4.add(f32x4.mul(f32x4.sub(v128.load(p), mean), factor), shift));
          to += 16;
        }
      }
    }
  }
}

/**
 * Gradients `scaleGradients[c]`, `shiftGradients[c]` and `dx`. x, dy and dx are images that lie alike, `[group][c][row][column][4]`. With
 * `moments` the mean and variance are the batch's own and pass the gradient on; without, they are constants. Images that only fill up a
 * group get +0.
 */
export function normalizeGradient(
  x: usize, dy: usize, dx: usize, images: usize, group: usize, channels: usize, plane: usize, rows: usize, row: usize,
  columns: usize, means: usize, inverses: usize, scales: usize, scaleGradients: usize, shiftGradients: usize, moments: i32,
): void {
  const count = <f32>(images * rows * columns), groups = (images + 3) >> 2;
  channelSums(dy, images, group, channels, plane, rows, row, columns, shiftGradients);
  for (let c: usize = 0; c < channels; c++) {
    const at = c << 2;
    const mean = v128.load32_splat(means + at), inverse = load<f32>(inverses + at);
    let product: f32 = 0;
    for (let quad: usize = 0; quad < 4; quad++)
      product += quadSum(quadOfProducts(x + c * plane, dy + c * plane, mean, quad, images, group, rows, row, columns));
    const scaleGradient = product * inverse;
    store<f32>(scaleGradients + at, scaleGradient);
    const factor = f32x4.splat(load<f32>(scales + at) * inverse);
    const constant = f32x4.splat(moments ? load<f32>(shiftGradients + at) / count : 0);
    const slope = f32x4.splat(moments ? scaleGradient * inverse / count : 0);
    for (let g: usize = 0; g < groups; g++) {
      const lanes = lanesOf(images, g);
      for (let y: usize = 0; y < rows; y++) {
        const start = g * group + c * plane + y * row;
        for (let p = start, end = start + (columns << 4); p < end; p += 16) {
          const passed = f32x4.add(constant, f32x4.mul(slope, f32x4.sub(v128.load(x + p), mean)));
          v128.store(dx + p, v128.and(f32x4.mul(factor, f32x4.sub(v128.load(dy + p), passed)), lanes));
        }
      }
    }
  }
}
