/** The paper's pruning in one step, for tests: magnitude of trained weights, layer by layer. */
import { prunedCount } from '../../../../src/lottery/plan/exact-counts.ts';
import type { PruningRates } from '../../../../src/lottery/plan/pruning-rates.ts';
import { scoresOf } from '../../../../src/lottery/pruning/criterion.ts';
import { prune } from '../../../../src/lottery/pruning/prune.ts';
import { type Mask, onesIn, type Weights } from '../../../../src/shared/tensors/tensors.ts';

export function pruneSmallest(trained: Weights, mask: Mask, rates: PruningRates): Mask {
  const target = [...mask].map(([name, tensor]) => {
    const ones = onesIn(tensor);
    return { names: [name], kept: ones - prunedCount(ones, rates.get(name) ?? 0) };
  });
  return prune(scoresOf(trained, trained, mask, Math.abs), mask, target);
}
