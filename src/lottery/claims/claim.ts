/** A claim of the paper, and what a run says about it. */
import type { ClaimOutcome, ClaimResult } from '../../shared/results/verdict/claims.ts';
import type { RunEvidence } from './run-evidence.ts';

export type Finding = Pick<ClaimResult, 'run' | 'outcome' | 'reason' | 'round' | 'remaining' | 'difference'>;

/** A claim as the tables have it: its sentence and the paper's figure are said when they are read. */
export interface ClaimTold extends Pick<ClaimResult, 'id'> {
  readonly claim: () => string;
  readonly paper: () => string;
}

export interface Claim extends ClaimTold, Pick<ClaimResult, 'at'> {
  readonly judge: (evidence: RunEvidence) => Finding;
}

export const finding = (outcome: ClaimOutcome, reason: string, more: Partial<Finding> = {}): Finding => {
  return { outcome, reason, run: '-', round: null, remaining: null, difference: null, ...more };
};

export const cannotTell = (reason: string, more: Partial<Finding> = {}): Finding => finding('cannot tell', reason, more);
