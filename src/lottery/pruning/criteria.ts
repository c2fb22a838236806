/** From a criterion's name to the scores that a round is pruned by. */
import type { CriterionName } from '../../shared/config/pruning-schema.ts';
import type { Mask, Weights } from '../../shared/tensors.ts';
import { roleSeed } from '../seeds.ts';
import type { Laboratory } from '../train.ts';
import type { Trained } from '../work.ts';
import { randomScores } from './random-scores.ts';
import type { Scores } from './scores.ts';
import { weightScores } from './weight-scores.ts';

/** What a round is pruned from. */
export interface Parent {
  readonly trial: number;
  /** The round that is being drawn, from 1. */
  readonly round: number;
  /** The trial's. */
  readonly initial: Weights;
  /** What the weights were trained under. */
  readonly mask: Mask;
  readonly trained: Trained;
}

/** How important each weight is to the plan's criterion. */
export async function importanceOf({ plan }: Laboratory, { trial, round, initial, mask, trained }: Parent): Promise<Scores> {
  const criterion: CriterionName = plan.pruning.criterion;
  if (criterion === 'random') return randomScores(mask, roleSeed(plan.seed, trial, 'random-pruning', round));
  return weightScores(criterion, initial, await trained.finalWeights(), mask);
}
