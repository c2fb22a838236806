/** What a verdict rests on: one series against another, and the ticket against the dense network of the same trial. */
import type { TrainingSummary } from '../../shared/results/experiment.ts';
import type { PairedDifference, Spread } from '../../shared/results/statistics.ts';
import { accuracyAtStop, certainStop, measuredDifference, nowhereAbove, nowhereBelow, sideOf, spread } from './paired.ts';

/** Ticket minus dense network. */
export interface PairedEvidence {
  readonly accuracy: PairedDifference | null;
  readonly stop: PairedDifference | null;
}

export function pairedEvidence(ticket: readonly TrainingSummary[], dense: readonly TrainingSummary[]): PairedEvidence {
  return { accuracy: measuredDifference(ticket, dense, accuracyAtStop), stop: measuredDifference(ticket, dense, certainStop) };
}

/** @param label The verdict's. @returns null where there is nothing to tell by: fewer than three trials, or censored ones. */
export function certainty(label: string, { accuracy, stop }: PairedEvidence): boolean | null {
  if (label === 'budget too short' || !accuracy?.interval || !stop?.interval) return null;
  if (label === 'less accurate') return sideOf(accuracy) === 'below';
  if (label === 'not earlier') return sideOf(stop) === 'above';
  return nowhereBelow(accuracy) && nowhereAbove(stop);
}

/** Means of the same accuracies summed in another order differ by less than this, real ones by more. */
const rounding = 1e-12;

/** The numbers a verdict rests on: one series against another. */
export interface Evidence {
  readonly accuracy: Spread;
  /** Censored stops count with their lower bound here: so the mean is a lower bound too, good for "later than" only. */
  readonly stop: Spread;
  readonly censored: boolean;
}

/** @throws RangeError for no training at all. */
export function evidence(trainings: readonly TrainingSummary[]): Evidence {
  const accuracy = spread(trainings.map((training) => training.testAccuracyAtEarlyStop));
  const stop = spread(trainings.map((training) => training.earlyStopIteration));
  if (accuracy === null || stop === null) throw new RangeError('no trainings to judge by');
  return { accuracy, stop, censored: trainings.some((training) => training.censored) };
}

export const lessAccurate = (a: Evidence, b: Evidence): boolean => a.accuracy.mean < b.accuracy.mean - rounding;
export const equallyAccurate = (a: Evidence, b: Evidence): boolean => !lessAccurate(a, b) && !lessAccurate(b, a);
export const stopsLater = (a: Evidence, b: Evidence): boolean => a.stop.mean > b.stop.mean;

/** A control is beaten where it is both worse and slower; against a censored ticket nothing is known to be slower. */
export const beats = (ticket: Evidence, control: Evidence): boolean =>
  !ticket.censored && lessAccurate(control, ticket) && stopsLater(control, ticket);
