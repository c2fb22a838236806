/** A claim of the paper, and what a run says about it. */
import type { ClaimOutcome, ClaimResult } from '../../shared/results/verdict/claims.ts';
import type { RunEvidence } from './run-evidence.ts';

export type Finding = Pick<ClaimResult, 'run' | 'outcome' | 'reason' | 'round' | 'remaining' | 'difference'>;

export interface Claim extends Pick<ClaimResult, 'id' | 'claim' | 'at' | 'paper'> {
  readonly judge: (evidence: RunEvidence) => Finding;
}

export const finding = (outcome: ClaimOutcome, reason: string, more: Partial<Finding> = {}): Finding => {
  return { outcome, reason, run: '-', round: null, remaining: null, difference: null, ...more };
};

export const cannotTell = (reason: string, more: Partial<Finding> = {}): Finding => finding('cannot tell', reason, more);
