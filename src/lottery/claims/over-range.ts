/** Claims about every round of a range. */
import type { ClaimOutcome, ClaimResult } from '../../shared/results/verdict/claims.ts';
import { formatRemaining } from '../../shared/text/format.ts';
import type { JudgedRound } from '../results/summary.ts';
import { cannotTell, type Claim, finding, type Finding } from './claim.ts';
import { compare, type Comparison } from './comparison.ts';
import { decide } from './outcome.ts';
import type { RunEvidence } from './run-evidence.ts';

interface RangeClaim extends Comparison, Pick<ClaimResult, 'id' | 'claim' | 'paper'> {
  /** Weights remaining, 0..1, ends included. */
  readonly from: number;
  readonly to: number;
  /** Ends that a round of the run must be near to. */
  readonly ends: readonly number[];
}

/** Chance level of the interval: 5 %, on both sides together. */
const chance = 0.05;

/**
 * All rounds must lie on the claim's side, each at the usual level: that all do so by chance is no likelier than that one does. One round alone refutes,
 * and with many rounds one does by chance: so each is asked at that level divided by their number (Bonferroni).
 */
function outcomeAt(claim: RangeClaim, evidence: RunEvidence, round: JudgedRound, rounds: number): ClaimOutcome {
  const [usual, corrected] = [compare(claim, evidence, round, chance), compare(claim, evidence, round, chance / rounds)];
  if (typeof usual === 'string' || typeof corrected === 'string') return 'cannot tell';
  if (decide(claim, usual) === 'holds') return 'holds';
  return decide(claim, corrected) === 'does not hold' ? 'does not hold' : 'cannot tell';
}

function judge(claim: RangeClaim, evidence: RunEvidence): Finding {
  const rounds = evidence.within(claim.to, claim.from);
  const outcomes = rounds.map((round) => outcomeAt(claim, evidence, round, rounds.length));
  const count = (outcome: ClaimOutcome): number => outcomes.filter((one) => one === outcome).length;
  const all = rounds.length;
  const run = { run: `holds at ${count('holds')} of ${all} rounds` };
  if (all === 0) return cannotTell('no round of the run lies in this range');
  if (count('does not hold') > 0) {
    const level = `${formatRemaining(1 - chance / all)} intervals, as wide as ${all} rounds ask for`;
    return finding('does not hold', `it does not at ${count('does not hold')} of ${all} rounds${all > 1 ? ` (${level})` : ''}`, run);
  }
  if (count('cannot tell') > 0) return cannotTell(`${count('cannot tell')} of ${all} rounds cannot tell`, run);
  const missing = claim.ends.find((end) => evidence.near(end) === null);
  if (missing !== undefined) return cannotTell(`no round within 10 % of ${formatRemaining(missing)} remaining`, run);
  return finding('holds', `the paired t intervals of all ${all} rounds lie on the claim's side`, run);
}

export function overRange(claim: RangeClaim): Claim {
  const { id, claim: words, paper } = claim;
  return { id, claim: words, at: null, paper, judge: (evidence) => judge(claim, evidence) };
}
