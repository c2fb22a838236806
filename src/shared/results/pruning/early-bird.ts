/** How a ticket was drawn before its training was over (You et al., ICLR 2020), in numbers and in words. */
import { formatCount, formatDuration, formatShare, formatThreeDigits } from '../../text/format.ts';

export interface EarlyBirdDraw {
  /** Finished epochs when the mask was drawn; null where none settled and the final mask was taken. */
  readonly epoch: number | null;
  /** Whose weights the mask was drawn from; the last one where none settled. */
  readonly iteration: number;
  /** Of the whole training that the ticket was drawn from. */
  readonly iterations: number;
  /** Normalised Hamming distance to the mask of the last iteration, 0..1; null where the training was ended before it. */
  readonly distanceToFinal: number | null;
  /** The iteration at which the training was ended, where `pruning.earlyBird.stop` has ended it. */
  readonly endedAt?: number;
}

/** A drawn ticket of an experiment. */
export interface EarlyBirdSummary extends EarlyBirdDraw {
  readonly trial: number;
  readonly round: number;
}

export function earlyBirdWords({ epoch, iteration, iterations, distanceToFinal, endedAt }: EarlyBirdDraw): string {
  if (epoch === null) return `no mask settled within ${formatCount(iterations)} iterations: the final mask was taken`;
  const when = `after epoch ${formatCount(epoch)}, iteration ${formatCount(iteration)} of ${formatCount(iterations)}`;
  const drawn = `drawn ${when} (${formatShare(iteration / iterations)})`;
  if (distanceToFinal !== null) return `${drawn}; ${formatShare(distanceToFinal)} away from the final mask`;
  return endedAt === undefined || endedAt === iteration
    ? `${drawn}, where the training was ended`
    : `${drawn}; the training was ended at iteration ${formatCount(endedAt)}`;
}

/** A training that was ended when the masks that are drawn from it had settled. */
export interface EndedTraining {
  /** Its last iteration, of so many that the budget has. */
  readonly iteration: number;
  readonly iterations: number;
  /** The rest at the pace of what was trained. */
  readonly secondsSaved: number;
}

export interface Savings {
  readonly trainings: number;
  readonly iterations: number;
  readonly seconds: number;
  /** null for models of TensorFlow.js. */
  readonly multiplyAdds: number | null;
  /** Of one dense training, as the costs of tickets. */
  readonly share: number | null;
}

export function savingsWords({ trainings, iterations, seconds, share }: Savings): string {
  if (trainings === 0) return 'Early-Bird has ended no training so far: nothing is saved.';
  const work = share === null ? '' : `, the work of ${formatThreeDigits(share)} dense trainings`;
  const ended = trainings === 1 ? '1 training was ended' : `${formatCount(trainings)} trainings were ended`;
  return `${ended} when the masks had settled: ${formatCount(iterations)} iterations saved${work}, about ${formatDuration(seconds)}.`;
}
