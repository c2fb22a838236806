/** What a ticket's training must leave for the rounds after it. */
import type { ExperimentPlan, SpecDraft } from './plan.ts';

/** Never depends on how many rounds there are: one round more must not train the earlier ones again. */
export function leftBehind({ rewind, pruning }: Pick<ExperimentPlan, 'rewind' | 'pruning'>, round: number): Partial<SpecDraft> {
  const isParent = round === 0 || pruning.schedule === 'iterative';
  if (rewind === 'none' && isParent) return { returnsOptimizerState: true };
  if (typeof rewind === 'object' && round === 0) return { snapshots: [rewind.iteration] };
  return {};
}
