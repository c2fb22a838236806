/** Claims about one round: the one whose remaining is within 10 % of the claim's. */
import type { ClaimResult } from '../../shared/results/claims.ts';
import type { RoundSummary } from '../../shared/results/experiment.ts';
import { formatRemaining } from '../../shared/text/format.ts';
import { cutOff, type Direction, intervalWords, iterations, points } from './against-favour.ts';
import { cannotTell, type Claim, type Finding } from './claim.ts';
import { compare, type Compared, type Comparison } from './comparison.ts';
import { outcome } from './outcome.ts';
import type { RunEvidence } from './run-evidence.ts';

/** A run's figure in the words of the paper's. */
type Form = 'points' | 'share' | 'times' | 'iterations';
type Words = (compared: Compared, direction: Direction) => string;

const difference: Readonly<Record<'points' | 'iterations', (value: number, direction: Direction) => string>> = { points, iterations };

/** "18 % earlier": how much less the first is than the second. */
function share({ first, second }: Compared, direction: Direction): string {
  const saved = direction === 'below' ? 1 - first / second : first / second - 1;
  const word = (direction === 'below') === saved >= 0 ? 'earlier' : 'later';
  return `${cutOff(Math.abs(saved) * 100, 0, saved >= 0 ? 'above' : 'below')} % ${word}`;
}

/** "2.51x": how many times larger the larger side is meant to be. */
const times: Words = ({ first, second }, direction) => `${cutOff(direction === 'above' ? first / second : second / first, 2, 'above')}x`;

const heads: Readonly<Record<Form, Words>> = {
  points: (compared, direction) => `${points(compared.difference.mean, direction)} points`,
  iterations: (compared, direction) => `${iterations(compared.difference.mean, direction)} iterations`,
  share: (compared, direction) => `${share(compared, direction)} (${iterations(compared.difference.mean, direction)} iterations)`,
  times: (compared, direction) => `${times(compared, direction)} (${iterations(compared.difference.mean, direction)} iterations)`,
};

function runWords(form: Form, { wanted }: Comparison, compared: Compared): string {
  const direction = wanted === 'below' ? 'below' : 'above';
  const format = difference[form === 'points' ? 'points' : 'iterations'];
  const interval = intervalWords(compared.difference.interval, (value) => format(value, direction));
  return `${compared.bound ? 'at least ' : ''}${heads[form](compared, direction)}${interval}`;
}

// Claims of the form "up to": the round with the largest mean difference.
type BestClaim = Comparison & Pick<ClaimResult, 'id' | 'claim' | 'paper'>;
type Tried = readonly [RoundSummary, Compared | string];

/** The best of many looks good by chance alone: the interval is as wide as so many looks ask for (Bonferroni). */
function judgeBest(claim: BestClaim, evidence: RunEvidence): Finding {
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
  return { id, claim: words, at: null, paper, judge: (evidence) => judgeBest(claim, evidence) };
}

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
