/** The epochs of a training, whose last iterations early bird tickets draw masks at. */
import { roundCount } from '../../shared/config/facts/planned-trainings.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import { epochLength } from '../../shared/specs/training.ts';

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
