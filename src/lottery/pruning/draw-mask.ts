/** From a criterion's name to a round's mask. */
import type { EarlyBirdDraw } from '../../shared/results/early-bird.ts';
import type { Mask, Weights } from '../../shared/tensors/tensors.ts';
import type { TicketPlace } from '../places/role.ts';
import { roleSeed } from '../places/seeds.ts';
import type { RoundTarget } from '../plan/targets.ts';
import type { Laboratory } from '../train.ts';
import type { Trained } from '../work.ts';
import { type Course, earlyBird } from './early-bird.ts';
import { batchGradient, dataFreeGradient, tempered } from './gradient-orders.ts';
import { graspScores, graspTemperature } from './grasp.ts';
import { prune, type Scores } from './prune.ts';
import { snipScores } from './snip.ts';
import { synflowMask } from './synflow.ts';
import { randomScores, weightScores } from './weight-scores.ts';

/** What a round is pruned from. */
interface Parent {
  /** The trial's. */
  readonly initial: Weights;
  /** What the weights were trained under. */
  readonly mask: Mask;
  readonly trained: Trained;
}

interface DrawnMask {
  readonly mask: Mask;
  /** Where the plan draws masks before the training is over. */
  readonly earlyBird?: EarlyBirdDraw;
}

type TrainedWeights = () => Promise<Weights>;

/** How important each weight is. */
async function importanceOf(lab: Laboratory, place: TicketPlace, parent: Parent, weightsOf: TrainedWeights): Promise<Scores> {
  const { initial, mask } = parent;
  const { pruning, seed } = lab.plan;
  const { criterion } = pruning;
  if (criterion === 'snip') return snipScores(initial, mask, batchGradient(lab, place));
  if (criterion === 'grasp') return graspScores(initial, mask, tempered(batchGradient(lab, place), lab.plan.network, graspTemperature));
  if (criterion === 'random') return randomScores(mask, roleSeed(seed, place.trial, 'random-pruning', place.round));
  if (criterion === 'synflow') throw new Error('SynFlow has no scores of its own: it prunes step by step.');
  return weightScores(criterion, initial, await weightsOf(), mask);
}

/** By the plan's criterion, from trained weights: a subset of the parent's mask, of exactly the target's size. */
async function maskFrom(
  lab: Laboratory,
  place: TicketPlace,
  parent: Parent,
  target: RoundTarget,
  weightsOf: TrainedWeights,
): Promise<Mask> {
  if (lab.plan.pruning.criterion === 'synflow') return synflowMask(parent.initial, parent.mask, target, dataFreeGradient(lab, place));
  return prune(await importanceOf(lab, place, parent, weightsOf), parent.mask, target);
}

function courseOf({ plan }: Laboratory, { mask, trained }: Parent): Course {
  const { iterations, snapshots } = trained.record.spec;
  // A training that was rewound to an iteration has not been through the epochs before it.
  return { mask, iterations, epoch: plan.epoch, epochEnds: plan.epochEnds.filter((iteration) => snapshots.includes(iteration)) };
}

/** The mask of a round: drawn from the weights at the end of the parent's training, or as soon as it settles. */
export async function drawMask(lab: Laboratory, place: TicketPlace, parent: Parent, target: RoundTarget): Promise<DrawnMask> {
  const { trained } = parent;
  const settings = lab.plan.pruning.earlyBird;
  const course = courseOf(lab, parent);
  const drawAt = (iteration: number): Promise<Mask> =>
    maskFrom(lab, place, parent, target, () => (iteration === course.iterations ? trained.finalWeights() : trained.snapshot(iteration)));
  return settings ? earlyBird(drawAt, course, settings) : { mask: await drawAt(course.iterations) };
}
