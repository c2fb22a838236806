/** How a ticket was drawn before its training was over (You et al., ICLR 2020), in numbers and in words. */
import { formatCount, formatShare } from '../text/format.ts';

export interface EarlyBirdDraw {
  /** Finished epochs when the mask was drawn; null where none settled and the final mask was taken. */
  readonly epoch: number | null;
  /** Whose weights the mask was drawn from; the last one where none settled. */
  readonly iteration: number;
  /** Of the whole training that the ticket was drawn from. */
  readonly iterations: number;
  /** Normalised Hamming distance to the mask of the last iteration, 0..1. */
  readonly distanceToFinal: number;
}

/** A drawn ticket of an experiment. */
export interface EarlyBirdSummary extends EarlyBirdDraw {
  readonly trial: number;
  readonly round: number;
}

export function earlyBirdWords({ epoch, iteration, iterations, distanceToFinal }: EarlyBirdDraw): string {
  if (epoch === null) return `no mask settled within ${formatCount(iterations)} iterations: the final mask was taken`;
  const when = `after epoch ${formatCount(epoch)}, iteration ${formatCount(iteration)} of ${formatCount(iterations)}`;
  return `drawn ${when} (${formatShare(iteration / iterations)}); ${formatShare(distanceToFinal)} away from the final mask`;
}
