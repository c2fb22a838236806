/** Whether the trials bear a verdict out: the ticket against the dense network of the same trial. */
import type { TrainingSummary } from '../../shared/results/experiment.ts';
import type { PairedDifference } from '../../shared/results/statistics.ts';
import { accuracyAtStop, certainStop } from './measures.ts';
import { measuredDifference } from './paired.ts';
import { nowhereAbove, nowhereBelow, sideOf } from './side.ts';

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
