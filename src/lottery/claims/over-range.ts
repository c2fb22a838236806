/** Claims about every round of a range. */
import type { ClaimOutcome, ClaimResult } from '../../shared/results/claims.ts';
import { formatRemaining } from '../../shared/text/format.ts';
import { cannotTell, type Claim, finding, type Finding } from './claim.ts';
import { compare, type Comparison } from './comparison.ts';
import { outcome } from './outcome.ts';
import type { RunEvidence } from './run-evidence.ts';

interface RangeClaim extends Comparison, Pick<ClaimResult, 'id' | 'claim' | 'paper'> {
  /** Weights remaining, 0..1, ends included. */
  readonly from: number;
  readonly to: number;
  /** Ends that a round of the run must be near to. */
  readonly ends: readonly number[];
}

type Answers = Readonly<Record<ClaimOutcome, number>>;

function count(claim: RangeClaim, evidence: RunEvidence): Answers {
  const answers = { holds: 0, 'does not hold': 0, 'cannot tell': 0 };
  for (const round of evidence.within(claim.to, claim.from)) {
    const compared = compare(claim, evidence, round);
    answers[typeof compared === 'string' ? 'cannot tell' : outcome(claim, compared).outcome] += 1;
  }
  return answers;
}

/** One round on the other side refutes; only all of them, up to both ends, hold. */
function judge(claim: RangeClaim, evidence: RunEvidence): Finding {
  const answers = count(claim, evidence);
  const all = answers.holds + answers['does not hold'] + answers['cannot tell'];
  const run = { run: `holds at ${answers.holds} of ${all} rounds` };
  if (all === 0) return cannotTell('no round of the run lies in this range');
  if (answers['does not hold'] > 0) return finding('does not hold', `it does not at ${answers['does not hold']} of ${all} rounds`, run);
  if (answers['cannot tell'] > 0) return cannotTell(`${answers['cannot tell']} of ${all} rounds cannot tell`, run);
  const missing = claim.ends.find((end) => evidence.near(end) === null);
  if (missing !== undefined) return cannotTell(`no round within 10 % of ${formatRemaining(missing)} remaining`, run);
  return finding('holds', `the paired intervals of all ${all} rounds lie on the claim's side`, run);
}

export function overRange(claim: RangeClaim): Claim {
  const { id, claim: words, paper } = claim;
  return { id, claim: words, at: null, paper, judge: (evidence) => judge(claim, evidence) };
}
