import { pruningTargets } from '../../lottery/plan/targets.ts';
import type { PruningConfig } from '../../shared/config/schema/pruning-schema.ts';
import type { Network } from '../../shared/network/network.ts';
import { prunableOf } from '../../shared/network/parameters.ts';
import { productOf } from '../../shared/network/shapes.ts';
import type { Densities } from './forward-seconds.ts';

/** What remains of each layer's weights in rounds 0, 1, ...; where layers are pruned together, evenly. */
export function roundDensities(network: Network, pruning: Omit<PruningConfig, 'criterion'>): readonly Densities[] {
  const sizes = new Map(prunableOf(network).map(({ name, shape }) => [name, productOf(shape)]));
  const later = pruningTargets(network, pruning).map((target) => {
    const densities = target.map(({ names, kept }) => {
      const all = names.reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
      return names.map((name) => [name, all > 0 ? kept / all : 1] as const);
    });
    return new Map(densities.flat());
  });
  return [new Map(), ...later];
}
