/** The weights that a ticket's training keeps for the rounds after it. */
import { roundCount } from '../../shared/config/schema/round-count.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import { epochLength } from '../../shared/specs/training.ts';
import type { ExperimentPlan } from './plan.ts';
import type { SpecDraft } from './training-spec.ts';

interface Lengths {
  readonly batchSize: number;
  readonly iterations: number;
}

/** The last iterations of the epochs that fit into a training, ascending. */
export function epochEnds(samples: number, { batchSize, iterations }: Lengths): readonly number[] {
  const epoch = epochLength(samples, batchSize);
  return Array.from({ length: Math.floor(iterations / epoch) }, (_, index) => (index + 1) * epoch);
}

/** Number of sets of weights that an experiment keeps so that masks can be drawn before the end: one an epoch of every training that is pruned. */
export function epochSnapshots({ pruning, trials }: Pick<Config, 'pruning' | 'trials'>, epochs: number): number {
  if (!pruning.earlyBird) return 0;
  // Each segment keeps the optimiser's state beside its weights: two numbers more a weight with Adam.
  const sets = pruning.earlyBird.stop ? 3 : 1;
  return sets * trials * (pruning.schedule === 'iterative' ? roundCount(pruning) + 1 : 1) * epochs;
}

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
