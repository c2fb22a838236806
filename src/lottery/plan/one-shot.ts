/** One-shot pruning to a given size: each layer keeps (1 - rate)^k of its weights, k real and the same for all layers. */
import { exp, log } from '../../shared/numbers/math.ts';
import { PlanError } from './plan-error.ts';
import { shareOf } from './pruned-count.ts';
import type { RoundTarget } from './target.ts';
import type { PruningGroup } from './pruning-group.ts';

/** count * (1 - rate)^k, but at least one weight. */
const keptAt = ({ count, rate }: PruningGroup, k: number): number => (rate === 0 ? count : Math.max(1, count * exp(k * log(1 - rate))));

const sumAt = (groups: readonly PruningGroup[], k: number): number => groups.reduce((sum, group) => sum + keptAt(group, k), 0);

/** By bisection, always as many steps: the same bits everywhere. Rates from 1e-7 on need no larger k. */
function commonExponent(groups: readonly PruningGroup[], kept: number): number {
  let [low, high] = [0, 1e10];
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2;
    if (sumAt(groups, middle) > kept) low = middle;
    else high = middle;
  }
  return high;
}

/** Whole numbers that sum to `total`: rounded down, then one more each for the largest remainders, ties by position. */
function rounded(numbers: readonly number[], total: number): readonly number[] {
  const whole = numbers.map(Math.floor);
  const missing = total - whole.reduce((sum, number) => sum + number, 0);
  const remainder = (place: number): number => (numbers[place] ?? 0) - (whole[place] ?? 0);
  const largestFirst = [...numbers.keys()].toSorted((a, b) => remainder(b) - remainder(a) || a - b);
  const oneMore = new Set(largestFirst.slice(0, Math.max(0, missing)));
  return whole.map((number, place) => number + Number(oneMore.has(place)));
}

function checkReachable(groups: readonly PruningGroup[], size: number, kept: number, all: number): void {
  const least = sumAt(groups, 1e10);
  if (kept >= least) return;
  throw new PlanError(
    `pruning.sizes: ${size} of ${all} weights is ${kept}, but layers that are never pruned and one weight of each other layer are ${least}; expected at least ${least / all}`,
  );
}

/**
 * @param size Share of all prunable weights that remains, above 0 and below 1.
 * @returns Counts whose sum is exactly round-half-up(size * all).
 * @throws PlanError where less would have to remain than can.
 */
export function oneShotTarget(groups: readonly PruningGroup[], size: number): RoundTarget {
  const all = groups.reduce((sum, { count }) => sum + count, 0);
  const kept = shareOf(all, size);
  checkReachable(groups, size, kept, all);
  const k = commonExponent(groups, kept);
  const counts = rounded(
    groups.map((group) => keptAt(group, k)),
    kept,
  );
  return groups.map(({ names }, place) => ({ names, kept: counts[place] ?? 0 }));
}
