/** Early-Bird tickets (You et al., ICLR 2020): a mask is drawn as soon as it stops changing, long before the training is over. */
import { criterionFacts, type EarlyBirdConfig } from '../../shared/config/schema/pruning-schema.ts';
import { channelGroups } from '../../shared/network/channels.ts';
import type { EarlyBirdDraw } from '../../shared/results/pruning/early-bird.ts';
import type { Mask } from '../../shared/tensors/tensors.ts';
import { channelDistance } from '../masks/channels.ts';
import { hammingDistance } from '../masks/mask.ts';
import type { ExperimentPlan } from '../plan/plan.ts';

/** Draws the mask that the weights of an iteration give. */
type DrawAt = (iteration: number) => Promise<Mask>;

/** The share, 0..1, of what pruning could take in which two masks differ. */
type MaskDistance = (a: Mask, b: Mask) => number;

/** Of masks drawn from `among`: over channels where whole channels are pruned, as You et al. measure it, else over weights. */
export function maskDistance({ network, pruning }: Pick<ExperimentPlan, 'network' | 'pruning'>, among: Mask): MaskDistance {
  if (!criterionFacts[pruning.criterion].prunesChannels) return (a, b) => hammingDistance(a, b, among);
  const groups = channelGroups(network);
  return (a, b) => channelDistance(groups, a, b, among);
}

/** The training that a mask is drawn from. */
export interface Course {
  readonly distance: MaskDistance;
  /** Last iterations of its epochs, ascending. */
  readonly epochEnds: readonly number[];
  /** Last iteration. */
  readonly iterations: number;
  /** The last iteration of the whole budget, where the training may have been ended before it; absent where it never is. */
  readonly budget?: number;
  /** Iterations an epoch. */
  readonly epoch: number;
}

interface Settled {
  readonly iteration: number;
  readonly mask: Mask;
}

/** @param earlier The masks of the epochs before, of which the last `window` - 1 count. */
export function settles(newest: Mask, earlier: readonly Mask[], distance: MaskDistance, { window, threshold }: EarlyBirdConfig): boolean {
  const counting = earlier.slice(1 - window);
  return counting.length === window - 1 && counting.every((mask) => distance(newest, mask) <= threshold);
}

async function firstSettled(drawAt: DrawAt, { distance, epochEnds }: Course, config: EarlyBirdConfig): Promise<Settled | null> {
  let earlier: readonly Mask[] = [];
  for (const iteration of epochEnds) {
    const mask = await drawAt(iteration);
    if (settles(mask, earlier, distance, config)) return { iteration, mask };
    earlier = [...earlier, mask].slice(1 - config.window);
  }
  return null;
}

/** @returns The first mask that settles, or the final one, and how early and how far from the final one that is. */
export async function earlyBird(
  drawAt: DrawAt,
  course: Course,
  config: EarlyBirdConfig,
): Promise<{ readonly mask: Mask; readonly earlyBird: EarlyBirdDraw }> {
  const { iterations, epoch, budget = iterations } = course;
  const final = await drawAt(iterations);
  const settled = await firstSettled(drawAt, course, config);
  if (settled === null) return { mask: final, earlyBird: { epoch: null, iteration: iterations, iterations, distanceToFinal: 0 } };
  const { mask, iteration } = settled;
  // Nobody knows the mask that the rest of the training would have given.
  const ended = { epoch: iteration / epoch, iteration, iterations: budget, distanceToFinal: null, endedAt: iterations };
  if (iterations < budget) return { mask, earlyBird: ended };
  const distanceToFinal = course.distance(mask, final);
  return { mask, earlyBird: { epoch: iteration / epoch, iteration, iterations, distanceToFinal } };
}
