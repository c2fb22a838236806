/** The weights that a ticket's training keeps for the rounds after it. */
import type { ExperimentPlan } from './plan.ts';
import type { SpecDraft } from './training-spec.ts';

type Plan = Pick<ExperimentPlan, 'rewind' | 'pruning'> & Partial<Pick<ExperimentPlan, 'epochEnds'>>;

/** The weights that masks are drawn from before the end: of each epoch that this training itself goes through. */
function drawnFrom({ rewind, pruning, epochEnds = [] }: Plan, round: number): readonly number[] {
  const start = round > 0 && typeof rewind === 'object' ? rewind.iteration : 0;
  return pruning.earlyBird ? epochEnds.filter((iteration) => iteration > start) : [];
}

/** Never depends on how many rounds there are: one round more must not train the earlier ones again. */
export function keptForLaterRounds(plan: Plan, round: number): Partial<SpecDraft> {
  const { rewind, pruning } = plan;
  const isParent = round === 0 || pruning.schedule === 'iterative';
  if (!isParent) return {};
  const rewound = typeof rewind === 'object' && round === 0 ? [rewind.iteration] : [];
  const snapshots = [...new Set([...rewound, ...drawnFrom(plan, round)])].toSorted((a, b) => a - b);
  return { ...(rewind === 'none' && { returnsOptimizerState: true }), ...(snapshots.length > 0 && { snapshots }) };
}
