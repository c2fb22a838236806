/** From a criterion's name to a round's mask. */
import type { Mask, Weights } from '../../shared/tensors.ts';
import { prune } from '../pruning.ts';
import { roleSeed } from '../seeds.ts';
import type { TicketPlace } from '../role.ts';
import type { Laboratory } from '../train.ts';
import type { Trained } from '../work.ts';
import { batchGradient, dataFreeGradient } from './gradient-orders.ts';
import { graspScores } from './grasp.ts';
import { randomScores } from './random-scores.ts';
import type { Scores } from './scores.ts';
import { snipScores } from './snip.ts';
import { synflowMask } from './synflow.ts';
import type { RoundTarget } from './target.ts';
import { weightScores } from './weight-scores.ts';

/** What a round is pruned from. */
export interface Parent {
  /** The trial's. */
  readonly initial: Weights;
  /** What the weights were trained under. */
  readonly mask: Mask;
  readonly trained: Trained;
}

/** How important each weight is. */
async function importanceOf(lab: Laboratory, place: TicketPlace, { initial, mask, trained }: Parent): Promise<Scores> {
  const { pruning, seed } = lab.plan;
  const { criterion } = pruning;
  if (criterion === 'snip') return snipScores(initial, mask, batchGradient(lab, place));
  if (criterion === 'grasp') return graspScores(initial, mask, batchGradient(lab, place));
  if (criterion === 'random') return randomScores(mask, roleSeed(seed, place.trial, 'random-pruning', place.round));
  if (criterion === 'synflow') throw new Error('SynFlow has no scores of its own: it prunes step by step.');
  return weightScores(criterion, initial, await trained.finalWeights(), mask);
}

/** The mask of a round by the plan's criterion: a subset of the parent's, of exactly the target's size. */
export async function drawMask(lab: Laboratory, place: TicketPlace, parent: Parent, target: RoundTarget): Promise<Mask> {
  if (lab.plan.pruning.criterion === 'synflow') return synflowMask(parent.initial, parent.mask, target, dataFreeGradient(lab, place));
  return prune(await importanceOf(lab, place, parent), parent.mask, target);
}
