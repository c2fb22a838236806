/** Claims of the form "up to": the round with the largest mean difference. */
import type { ClaimResult } from '../../shared/results/claims.ts';
import type { RoundSummary } from '../../shared/results/experiment.ts';
import { cannotTell } from './claim.ts';
import type { Claim, Finding } from './claim.ts';
import { compare } from './comparison.ts';
import type { Compared, Comparison } from './comparison.ts';
import { outcome } from './outcome.ts';
import { runWords } from './run-words.ts';
import type { RunEvidence } from './run-evidence.ts';

type BestClaim = Comparison & Pick<ClaimResult, 'id' | 'claim' | 'paper'>;
type Tried = readonly [RoundSummary, Compared | string];

/** The best of many looks good by chance alone: the interval is as wide as so many looks ask for (Bonferroni). */
function judge(claim: BestClaim, evidence: RunEvidence): Finding {
  const rounds = evidence.rounds.filter(({ round }) => round > 0);
  const tried = rounds.map((round): Tried => [round, compare(claim, evidence, round, 1 - 0.05 / rounds.length)]);
  const complete = tried.flatMap(([round, compared]) => (typeof compared === 'string' ? [] : [{ round, compared }]));
  const [best] = complete.toSorted((a, b) => b.compared.difference.mean - a.compared.difference.mean);
  if (!best) return cannotTell(tried.map(([, why]) => why).find((why) => typeof why === 'string') ?? 'no pruned round yet');
  const { round, remaining } = best.round;
  return {
    ...outcome(claim, best.compared),
    run: runWords('points', claim, best.compared),
    ...{ round, remaining, difference: best.compared.difference },
  };
}

/** In points of accuracy, wanted above. */
export function bestRound(claim: BestClaim): Claim {
  const { id, claim: words, paper } = claim;
  return { id, claim: words, at: null, paper, judge: (evidence) => judge(claim, evidence) };
}
