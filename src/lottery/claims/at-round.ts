/** Claims about one round: the one whose remaining is within 10 % of the claim's. */
import type { ClaimResult } from '../../shared/results/claims.ts';
import { formatRemaining } from '../../shared/text/format.ts';
import { cannotTell } from './claim.ts';
import type { Claim, Finding } from './claim.ts';
import { compare } from './comparison.ts';
import type { Comparison } from './comparison.ts';
import { outcome } from './outcome.ts';
import { runWords } from './run-words.ts';
import type { Form } from './run-words.ts';
import type { RunEvidence } from './run-evidence.ts';

export interface RoundClaim extends Comparison, Pick<ClaimResult, 'id' | 'claim' | 'paper'> {
  readonly at: number;
  readonly form: Form;
  /** Said beside the run's figure: another comparison, which decides nothing. */
  readonly beside?: (evidence: RunEvidence, round: Parameters<typeof compare>[2]) => string;
}

function noRound(at: number, evidence: RunEvidence): Finding {
  const nearest = evidence.nearest(at);
  const words = nearest ? `; the nearest has ${formatRemaining(nearest.remaining)}` : '';
  return cannotTell(`no round within 10 % of ${formatRemaining(at)} remaining${words}`);
}

function judge(claim: RoundClaim, evidence: RunEvidence): Finding {
  const tested = evidence.near(claim.at);
  if (tested === null) return noRound(claim.at, evidence);
  const place = { round: tested.round, remaining: tested.remaining };
  const compared = compare(claim, evidence, tested);
  if (typeof compared === 'string') return cannotTell(compared, place);
  const run = runWords(claim.form, claim, compared) + (claim.beside?.(evidence, tested) ?? '');
  return { ...outcome(claim, compared), ...place, run, difference: compared.difference };
}

export function atRound(claim: RoundClaim): Claim {
  const { id, claim: words, at, paper } = claim;
  return { id, claim: words, at, paper, judge: (evidence) => judge(claim, evidence) };
}
