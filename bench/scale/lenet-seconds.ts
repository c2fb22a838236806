/** How long LeNet-300-100 is trained on one core, by what remains of its weights. */

/** Measured on Node 20 (docs/performance.md, lenet-step and lenet-evaluation): share of weights that remain, seconds of a step, seconds of an evaluation. */
const measured = [
  [1, 1313e-6, 115e-3],
  [0.51, 1617e-6, 90.4e-3],
  [0.21, 908e-6, 105e-3],
  [0.1, 494e-6, 41.2e-3],
  [0.05, 301e-6, 19.2e-3],
  [0.02, 111e-6, 6.7e-3],
  [0.01, 64.3e-6, 4.2e-3],
] as const;

/** Between two measured points by the logarithm of what remains. */
function secondsAt(remaining: number, column: 1 | 2): number {
  const at = measured.findIndex(([share]) => share <= remaining);
  const low = measured[at < 0 ? measured.length - 1 : at] ?? measured[0];
  const high = measured[at <= 0 ? 0 : at - 1] ?? measured[0];
  if (low === high) return low[column];
  const part = Math.log(remaining / low[0]) / Math.log(high[0] / low[0]);
  return low[column] + part * (high[column] - low[column]);
}

export const lenetSeconds = (remaining: number, iterations: number, evaluations: number): number =>
  iterations * secondsAt(remaining, 1) + evaluations * secondsAt(remaining, 2);
