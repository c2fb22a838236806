/** The size of every round, known before anything is pruned: scope and schedule in numbers. */
import type { LayerBudget, PruningConfig } from '../../shared/config/schema/pruning-schema.ts';
import { roundCount } from '../../shared/config/facts/planned-trainings.ts';
import type { Network } from '../../shared/network/network.ts';
import { prunableOf } from '../../shared/network/parameters.ts';
import { productOf } from '../../shared/network/shapes.ts';
import { exp, log } from '../../shared/numbers/math.ts';
import { roundToTotal, shareOf, prunedCount } from './exact-counts.ts';
import { layerBudgets } from './layer-budgets.ts';
import { pruningRates } from './pruning-rates.ts';
import { PlanError } from './resolve-network.ts';
import { tell } from '../../shared/text/told.ts';

/** Weights that are compared with each other, and how many of them stay. */
export interface Quota {
  /** Names of weight tensors, in network order. */
  readonly names: readonly string[];
  readonly kept: number;
}

/** Every prunable tensor is in exactly one quota. */
export type RoundTarget = readonly Quota[];

export const keptBy = (target: RoundTarget): number => target.reduce((sum, { kept }) => sum + kept, 0);

/** Weights that are compared with each other, all of them, and the share of them pruned per round. */
interface PruningGroup {
  readonly names: readonly string[];
  readonly count: number;
  readonly rate: number;
}

// One-shot pruning to a given size: each layer keeps (1 - rate)^k of its weights, k real and the same for all layers.

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

function checkReachable(groups: readonly PruningGroup[], size: number, kept: number, all: number): void {
  const least = sumAt(groups, 1e10);
  if (kept >= least) return;
  throw new PlanError(
    tell(
      'pruning.sizes: {0} of {1} weights is {2}, but layers that are never pruned and one weight of each other layer are {3}; expected at least {4}',
      size,
      all,
      kept,
      least,
      least / all,
    ),
  );
}

/**
 * @param size Share of all prunable weights that remains, above 0 and below 1.
 * @returns Counts whose sum is exactly round-half-up(size * all).
 * @throws PlanError where less would have to remain than can.
 */
function oneShotTarget(groups: readonly PruningGroup[], size: number): RoundTarget {
  const all = groups.reduce((sum, { count }) => sum + count, 0);
  const kept = shareOf(all, size);
  checkReachable(groups, size, kept, all);
  const k = commonExponent(groups, kept);
  const counts = roundToTotal(
    groups.map((group) => keptAt(group, k)),
    kept,
  );
  return groups.map(({ names }, place) => ({ names, kept: counts[place] ?? 0 }));
}

const defaultGlobalRate = 0.2;

/** Scope "layer": a group for each layer at its rate. Scope "global": one for all that take part, the others each at 0. */
function pruningGroups(network: Network, { scope, rates }: Pick<PruningConfig, 'scope' | 'rates'>): readonly PruningGroup[] {
  const byName = pruningRates(network, rates);
  const layers = prunableOf(network).map(({ name, shape }): PruningGroup => {
    return { names: [name], count: productOf(shape), rate: byName.get(name) ?? 0 };
  });
  if (scope === 'layer') return layers;
  const taking = layers.filter(({ rate }) => rate > 0);
  const together = { names: taking.flatMap(({ names }) => names), count: taking.reduce((sum, { count }) => sum + count, 0) };
  return [{ ...together, rate: rates.global ?? defaultGlobalRate }, ...layers.filter(({ rate }) => rate === 0)];
}

const denseTarget = (groups: readonly PruningGroup[]): RoundTarget => groups.map(({ names, count }) => ({ names, kept: count }));

/** Each round prunes its share of the survivors of each group. */
function iterativeTargets(groups: readonly PruningGroup[], rounds: number): readonly RoundTarget[] {
  const targets = [denseTarget(groups)];
  for (let round = 1; round <= rounds; round++) {
    const before = targets[round - 1] ?? [];
    targets.push(before.map(({ names, kept }, place) => ({ names, kept: kept - prunedCount(kept, groups[place]?.rate ?? 0) })));
  }
  return targets.slice(1);
}

/** Shares each round's total among the layers of a rate above 0 by their budget. @param nested Whether each round prunes the one before. */
function budgeted(
  network: Network,
  budget: LayerBudget,
  groups: readonly PruningGroup[],
  targets: readonly RoundTarget[],
  nested: boolean,
) {
  const shapes = prunableOf(network).map(({ shape }) => shape);
  const taking = groups.map(({ rate }) => rate > 0);
  const takingPart = <T>(list: readonly T[]): T[] => list.filter((_, place) => taking[place]);
  let before = takingPart(groups).map(({ count }) => count);
  return targets.map((target): RoundTarget => {
    const total = keptBy(takingPart(target));
    const counts = layerBudgets(budget, takingPart(shapes), before, total);
    if (nested) before = [...counts];
    let next = 0;
    return target.map(({ names, kept }, place) => ({ names, kept: taking[place] ? (counts[next++] ?? 0) : kept }));
  });
}

/**
 * The targets of rounds 1, 2, ...; the dense round 0 has none. One-shot without sizes leaves what iterative pruning would leave in each round.
 * @throws PlanError where a size cannot be reached, or a rate names no layer.
 */
export function pruningTargets(network: Network, pruning: Omit<PruningConfig, 'criterion'>): readonly RoundTarget[] {
  const groups = pruningGroups(network, pruning);
  const { schedule, sizes, layerBudget } = pruning;
  const oneShot = schedule === 'one-shot';
  const targets = oneShot && sizes ? sizes.map((size) => oneShotTarget(groups, size)) : iterativeTargets(groups, roundCount(pruning));
  return layerBudget ? budgeted(network, layerBudget, groups, targets, !oneShot) : targets;
}
