/** The size of every round: scope and schedule in numbers. */
import type { PruningConfig } from '../../shared/config/schema/pruning-schema.ts';
import { roundCount } from '../../shared/config/schema/round-count.ts';
import type { Network } from '../../shared/network/network.ts';
import { fullMask } from '../masks/mask.ts';
import { prunedCount } from './pruned-count.ts';
import { pruningRates } from './pruning-rates.ts';
import type { PruningGroup } from './pruning-group.ts';
import { oneShotTarget } from './one-shot.ts';
import type { RoundTarget } from './target.ts';

const defaultGlobalRate = 0.2;

/** Scope "layer": a group for each layer at its rate. Scope "global": one for all that take part, the others each at 0. */
export function pruningGroups(network: Network, { scope, rates }: Pick<PruningConfig, 'scope' | 'rates'>): readonly PruningGroup[] {
  const byName = pruningRates(network, rates);
  const layers = [...fullMask(network)].map(([name, { data }]): PruningGroup => {
    return { names: [name], count: data.length, rate: byName.get(name) ?? 0 };
  });
  if (scope === 'layer') return layers;
  const taking = layers.filter(({ rate }) => rate > 0);
  const together = { names: taking.flatMap(({ names }) => names), count: taking.reduce((sum, { count }) => sum + count, 0) };
  return [{ ...together, rate: rates.global ?? defaultGlobalRate }, ...layers.filter(({ rate }) => rate === 0)];
}

const denseTarget = (groups: readonly PruningGroup[]): RoundTarget => groups.map(({ names, count }) => ({ names, kept: count }));

/** Of the survivors of each group its share goes, round after round. */
function iterativeTargets(groups: readonly PruningGroup[], rounds: number): readonly RoundTarget[] {
  const targets = [denseTarget(groups)];
  for (let round = 1; round <= rounds; round++) {
    const before = targets[round - 1] ?? [];
    targets.push(before.map(({ names, kept }, place) => ({ names, kept: kept - prunedCount(kept, groups[place]?.rate ?? 0) })));
  }
  return targets.slice(1);
}

/**
 * Of rounds 1, 2, ...; the dense round 0 has none. One-shot without sizes leaves what iterative pruning would leave in each round.
 * @throws PlanError where a size cannot be reached, or a rate names no layer.
 */
export function pruningTargets(network: Network, pruning: Omit<PruningConfig, 'criterion'>): readonly RoundTarget[] {
  const groups = pruningGroups(network, pruning);
  const { schedule, sizes } = pruning;
  if (schedule === 'one-shot' && sizes) return sizes.map((size) => oneShotTarget(groups, size));
  return iterativeTargets(groups, roundCount(pruning));
}
