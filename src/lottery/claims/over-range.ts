/** Claims about every round of a range. */
import type { ClaimOutcome } from '../../shared/results/verdict/claims.ts';
import { formatRemaining } from '../../shared/text/format.ts';
import type { JudgedRound } from '../results/summary.ts';
import { cannotTell, type Claim, type ClaimTold, finding, type Finding } from './claim.ts';
import { compare, type Comparison } from './comparison.ts';
import { decide } from './outcome.ts';
import type { RunEvidence } from './run-evidence.ts';
import { t } from '../../shared/text/language.ts';

interface RangeClaim extends Comparison, ClaimTold {
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
  const run = { run: t('holds at {0} of {1} rounds', count('holds'), all) };
  if (all === 0) return cannotTell(t('no round of the run lies in this range'));
  if (count('does not hold') > 0) {
    const words = t('it does not at {0} of {1} rounds', count('does not hold'), all);
    const level = t('{0} intervals, as wide as {1} rounds ask for', formatRemaining(1 - chance / all), all);
    return finding('does not hold', all > 1 ? `${words} (${level})` : words, run);
  }
  if (count('cannot tell') > 0) return cannotTell(t('{0} of {1} rounds cannot tell', count('cannot tell'), all), run);
  const missing = claim.ends.find((end) => evidence.near(end) === null);
  if (missing !== undefined) return cannotTell(t('no round within 10 % of {0} remaining', formatRemaining(missing)), run);
  return finding('holds', t("the paired t intervals of all {0} rounds lie on the claim's side", all), run);
}

export function overRange(claim: RangeClaim): Claim {
  const { id, claim: words, paper } = claim;
  return { id, claim: words, at: null, paper, judge: (evidence) => judge(claim, evidence) };
}
