import { expNegative, log } from '../math';

/** Largest logit of four samples; NaN if one is NaN. */
// @ts-ignore: decorator
@inline
function largest(z: usize, stride: usize, classes: usize): v128 {
  let top = v128.load(z);
  for (let j: usize = 1; j < classes; j++) top = f32x4.max(top, v128.load(z + j * stride));
  return top;
}

/** Predicted class of one sample: the first of the largest logits. */
// @ts-ignore: decorator
@inline
function isCorrect(z: usize, stride: usize, label: usize, top: f32): bool {
  if (load<f32>(z + label * stride) != top) return false;
  for (let j: usize = 0; j < label; j++) if (load<f32>(z + j * stride) == top) return false;
  return true;
}

/**
 * Adds cross-entropy losses in f64, sample after sample, to `totals` (f64 loss, then u32 correct predictions).
 * `z`: logits `[classes][samples]`, left as exp(z - max); `sums` and `tops`: what they sum to, and the maximum, per sample.
 */
export function softmaxLoss(
  z: usize, stride: usize, classes: usize, samples: usize, labels: usize, exps: usize, sums: usize, totals: usize,
): void {
  let loss = load<f64>(totals);
  let correct = load<u32>(totals, 8);
  for (let s: usize = 0; s < samples; s += 4) {
    const at = s << 2;
    const top = largest(z + at, stride, classes);
    let sum = f32x4.splat(0);
    for (let j: usize = 0; j < classes; j++) {
      const e = expNegative(f32x4.sub(v128.load(z + at + j * stride), top));
      v128.store(exps + at + j * stride, e);
      sum = f32x4.add(sum, e);
    }
    v128.store(sums + at, sum);
    v128.store(sums + stride + at, top);
    const end = min<usize>(samples, s + 4);
    for (let i = s; i < end; i++) {
      const label = <usize>load<u16>(labels + (i << 1));
      const maximum = load<f32>(sums + stride + (i << 2));
      loss += log(<f64>load<f32>(sums + (i << 2))) - (<f64>load<f32>(z + label * stride + (i << 2)) - <f64>maximum);
      correct += <u32>isCorrect(z + (i << 2), stride, label, maximum);
    }
  }
  store<f64>(totals, loss);
  store<u32>(totals, correct, 8);
}

/**
 * Gradient of the mean loss `out[class][sample] = (exps / sums - one-hot) / samples`, rows of `stride` bytes; +0 for the samples that fill
 * up a row.
 */
export function softmaxGradient(
  exps: usize, sums: usize, stride: usize, classes: usize, samples: usize, labels: usize, inverse: f32, out: usize,
): void {
  for (let j: usize = 0; j < classes; j++) {
    const row = j * stride;
    for (let at: usize = 0; at < samples << 2; at += 16) {
      v128.store(out + row + at, f32x4.div(v128.load(exps + row + at), v128.load(sums + at)));
    }
    for (let s: usize = 0; s < samples; s++) {
      const p = out + row + (s << 2);
      const hit: f32 = <usize>load<u16>(labels + (s << 1)) == j ? 1 : 0;
      store<f32>(p, (load<f32>(p) - hit) * inverse);
    }
    for (let at = samples << 2; at < stride; at += 4) store<f32>(out + row + at, 0);
  }
}
