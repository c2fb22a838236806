import { roundCount } from '../../shared/config/schema/round-count.ts';
import type { Config } from '../../shared/config/schema/schema.ts';

/** How many sets of weights an experiment keeps so that masks can be drawn before the end: one an epoch of every training that is pruned. */
export function epochSnapshots({ pruning, trials }: Pick<Config, 'pruning' | 'trials'>, epochs: number): number {
  if (!pruning.earlyBird) return 0;
  return trials * (pruning.schedule === 'iterative' ? roundCount(pruning) + 1 : 1) * epochs;
}
