/** Draws the mask of a round by the plan's criterion. */
import type { EarlyBirdDraw } from '../../shared/results/pruning/early-bird.ts';
import type { Mask, Weights } from '../../shared/tensors/tensors.ts';
import type { TicketId } from '../places/role.ts';
import { roleSeed } from '../places/seeds.ts';
import type { RoundTarget } from '../plan/targets.ts';
import type { Experiment } from '../under-way.ts';
import type { Trained } from '../work.ts';
import { criteria } from './criteria.ts';
import { type Course, earlyBird, maskDistance } from './early-bird.ts';
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

function courseOf({ plan }: Experiment, { mask, trained }: Parent, trial: number): Course {
  const { iterations, snapshots } = trained.record.spec;
  const budget = plan.specDraft(trial).iterations;
  // A training that was rewound to an iteration has not been through the epochs before it.
  return {
    distance: maskDistance(plan, mask),
    iterations,
    budget,
    epoch: plan.epoch,
    epochEnds: plan.epochEnds.filter((iteration) => snapshots.includes(iteration)),
  };
}

/** The mask that the plan's criterion draws from some weights. @param place Of the ticket. */
export function maskFrom(
  experiment: Experiment,
  place: TicketId,
  { initial, mask }: Pick<Parent, 'initial' | 'mask'>,
  target: RoundTarget,
  trainedWeights: () => Promise<Weights>,
): Promise<Mask> {
  const { network, pruning, seed } = experiment.plan;
  const source = {
    ...{ network, initial, mask, trainedWeights },
    gradients: gradientsFor(experiment, place),
    seed: roleSeed(seed, place.trial, 'random-pruning', place.round),
  };
  return criteria[pruning.criterion](source, target);
}

/** The mask of a round: drawn from the weights at the end of the parent's training, or as soon as it settles. */
export async function drawMask(experiment: Experiment, place: TicketId, parent: Parent, target: RoundTarget): Promise<DrawnMask> {
  const { trained } = parent;
  const { pruning } = experiment.plan;
  const course = courseOf(experiment, parent, place.trial);
  const weightsAt = (iteration: number): Promise<Weights> =>
    iteration === course.iterations ? trained.finalWeights() : trained.snapshot(iteration);
  const drawAt = (iteration: number): Promise<Mask> => maskFrom(experiment, place, parent, target, () => weightsAt(iteration));
  if (!pruning.earlyBird) return { mask: await drawAt(course.iterations), prunedWeights: () => weightsAt(course.iterations) };
  const drawn = await earlyBird(drawAt, course, pruning.earlyBird);
  return { ...drawn, prunedWeights: () => weightsAt(drawn.earlyBird.iteration) };
}
