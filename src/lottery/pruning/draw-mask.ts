/** Draws the mask of a round by the plan's criterion. */
import type { EarlyBirdDraw } from '../../shared/results/early-bird.ts';
import type { Mask, Weights } from '../../shared/tensors/tensors.ts';
import type { TicketId } from '../places/role.ts';
import { roleSeed } from '../places/seeds.ts';
import type { RoundTarget } from '../plan/targets.ts';
import type { Experiment } from '../train.ts';
import type { Trained } from '../work.ts';
import { criteria } from './criteria.ts';
import { type Course, earlyBird } from './early-bird.ts';
import { gradientsFor } from './gradients.ts';

/** The network that a round prunes. */
interface Parent {
  readonly initial: Weights;
  /** The mask under which the weights were trained. */
  readonly mask: Mask;
  readonly trained: Trained;
}

interface DrawnMask {
  readonly mask: Mask;
  /** The trained weights that the mask was drawn from, not yet pruned. */
  prunedWeights(): Promise<Weights>;
  /** Where the plan draws masks before the training is over. */
  readonly earlyBird?: EarlyBirdDraw;
}

function courseOf({ plan }: Experiment, { mask, trained }: Parent): Course {
  const { iterations, snapshots } = trained.record.spec;
  // A training that was rewound to an iteration has not been through the epochs before it.
  return { mask, iterations, epoch: plan.epoch, epochEnds: plan.epochEnds.filter((iteration) => snapshots.includes(iteration)) };
}

/** The mask of a round: drawn from the weights at the end of the parent's training, or as soon as it settles. */
export async function drawMask(experiment: Experiment, place: TicketId, parent: Parent, target: RoundTarget): Promise<DrawnMask> {
  const { initial, mask, trained } = parent;
  const { pruning, seed } = experiment.plan;
  const course = courseOf(experiment, parent);
  const source = {
    ...{ initial, mask },
    gradients: gradientsFor(experiment, place),
    seed: roleSeed(seed, place.trial, 'random-pruning', place.round),
  };
  const weightsAt = (iteration: number): Promise<Weights> =>
    iteration === course.iterations ? trained.finalWeights() : trained.snapshot(iteration);
  const drawAt = (iteration: number): Promise<Mask> =>
    criteria[pruning.criterion]({ ...source, trainedWeights: () => weightsAt(iteration) }, target);
  if (!pruning.earlyBird) return { mask: await drawAt(course.iterations), prunedWeights: () => weightsAt(course.iterations) };
  const drawn = await earlyBird(drawAt, course, pruning.earlyBird);
  return { ...drawn, prunedWeights: () => weightsAt(drawn.earlyBird.iteration) };
}
