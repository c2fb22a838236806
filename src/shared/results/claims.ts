/** The paper's claims, held against a run. */
import type { PairedDifference } from './statistics.ts';

export type ClaimOutcome = 'holds' | 'does not hold' | 'cannot tell';

export interface ClaimResult {
  /** Of the table in docs/claims.md; a claim of several parts has several results. */
  readonly id: string;
  readonly claim: string;
  /** Weights remaining at which the paper makes it, a fraction 0..1; null where it names none, or a range. */
  readonly at: number | null;
  /** The paper's figure, in words. */
  readonly paper: string;
  /** This run's figure, never rounded in the claim's favour; "-" where there is none. */
  readonly run: string;
  readonly outcome: ClaimOutcome;
  readonly reason: string;
  /** The round that was tested; null for several, or none. */
  readonly round: number | null;
  readonly remaining: number | null;
  readonly difference: PairedDifference | null;
}

export interface ClaimsReport {
  /** Whose claims these are, e.g. "LeNet-300-100 on MNIST, iterative pruning"; null where the paper makes none. */
  readonly setup: string | null;
  /** Where the config departs from the paper's set-up, e.g. "4,000 iterations (the paper: 50,000)". */
  readonly departures: readonly string[];
  readonly results: readonly ClaimResult[];
}

/** How a claim is judged, beside every table of them. */
export const claimRule =
  'A claim is tested at the round whose weights remaining are within 10 % of its own. Its direction holds if the interval of the paired ' +
  'differences over trials excludes 0; the sizes stand beside each other and are not judged. What is cut off in printing never speaks for the claim.';
