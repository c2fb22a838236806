/** Early-Bird tickets (You et al., ICLR 2020): a mask is drawn as soon as it stops changing, long before the training is over. */
import type { EarlyBirdConfig } from '../../shared/config/schema/pruning-schema.ts';
import type { EarlyBirdDraw } from '../../shared/results/early-bird.ts';
import type { Mask } from '../../shared/tensors/tensors.ts';
import { hammingDistance } from '../masks/mask.ts';

/** Draws the mask that the weights of an iteration give. */
type DrawAt = (iteration: number) => Promise<Mask>;

/** The training that a mask is drawn from. */
export interface Course {
  /** The mask under which the weights were trained. */
  readonly mask: Mask;
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
export function settles(newest: Mask, earlier: readonly Mask[], among: Mask, { window, threshold }: EarlyBirdConfig): boolean {
  const counting = earlier.slice(1 - window);
  return counting.length === window - 1 && counting.every((mask) => hammingDistance(newest, mask, among) <= threshold);
}

async function firstSettled(drawAt: DrawAt, { mask: among, epochEnds }: Course, config: EarlyBirdConfig): Promise<Settled | null> {
  let earlier: readonly Mask[] = [];
  for (const iteration of epochEnds) {
    const mask = await drawAt(iteration);
    if (settles(mask, earlier, among, config)) return { iteration, mask };
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
  const distanceToFinal = hammingDistance(mask, final, course.mask);
  return { mask, earlyBird: { epoch: iteration / epoch, iteration, iterations, distanceToFinal } };
}
