/** How a ticket was drawn before its training was over (You et al., ICLR 2020), in numbers and in words. */
import { formatCount, formatDuration, formatShare, formatThreeDigits } from '../../text/format.ts';
import { t } from '../../text/language.ts';
import { plural } from '../../text/plural.ts';

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
  if (epoch === null)
    return plural(iterations, {
      one: 'no mask settled within {0} iterations: the final mask was taken',
      other: 'no mask settled within {0} iterations: the final mask was taken',
    });
  const numbers = [...[epoch, iteration, iterations].map(formatCount), formatShare(iteration / iterations)];
  const drawn = t('drawn after epoch {0}, iteration {1} of {2} ({3})', ...numbers);
  if (distanceToFinal !== null) return t('{0}; {1} away from the final mask', drawn, formatShare(distanceToFinal));
  return endedAt === undefined || endedAt === iteration
    ? t('{0}, where the training was ended', drawn)
    : t('{0}; the training was ended at iteration {1}', drawn, formatCount(endedAt));
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
  if (trainings === 0) return t('Early-Bird has ended no training so far: nothing is saved.');
  const ended = plural(trainings, { one: '1 training was ended', other: '{0} trainings were ended' });
  const saved = plural(iterations, { one: '{0} iterations saved', other: '{0} iterations saved' });
  const work = share === null ? saved : t('{0}, the work of {1} dense trainings', saved, formatThreeDigits(share));
  return t('{0} when the masks had settled: {1}, about {2}.', ended, work, formatDuration(seconds));
}
