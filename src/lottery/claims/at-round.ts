/** Claims about one round: the one whose remaining is within 10 % of the claim's. */
import type { ClaimOutcome } from '../../shared/results/verdict/claims.ts';
import type { PairedDifference } from '../../shared/results/verdict/statistics.ts';
import { formatRemaining } from '../../shared/text/format.ts';
import { decidingInterval } from '../results/paired.ts';
import type { JudgedRound } from '../results/summary.ts';
import { conservative, type Direction, intervalWords, iterations, points } from './conservative-rounding.ts';
import { cannotTell, type Claim, type ClaimTold, type Finding } from './claim.ts';
import { compare, type Compared, type Comparison } from './comparison.ts';
import { decide, intervalReason, outcome } from './outcome.ts';
import type { RunEvidence } from './run-evidence.ts';
import { t } from '../../shared/text/language.ts';

/** A run's figure in the words of the paper's. */
type Form = 'points' | 'share' | 'times' | 'iterations';
type Words = (compared: Compared, direction: Direction) => string;

const difference: Readonly<Record<'points' | 'iterations', (value: number, direction: Direction) => string>> = { points, iterations };

/** "18 % earlier": how much less the first is than the second. */
function share({ first, second }: Compared, direction: Direction): string {
  const saved = direction === 'below' ? 1 - first / second : first / second - 1;
  const percent = `${conservative(Math.abs(saved) * 100, 0, saved >= 0 ? 'above' : 'below')} %`;
  return (direction === 'below') === saved >= 0 ? t('{0} earlier', percent) : t('{0} later', percent);
}

/** "2.51x": how many times larger the larger side is meant to be. */
const times: Words = ({ first, second }, direction) =>
  t('{0}x', conservative(direction === 'above' ? first / second : second / first, 2, 'above'));

const heads: Readonly<Record<Form, Words>> = {
  points: (compared, direction) => t('{0} points', points(compared.difference.mean, direction)),
  iterations: (compared, direction) =>
    t({ message: '{0} iterations', comment: 'an interval' }, iterations(compared.difference.mean, direction)),
  share: (compared, direction) => t('{0} ({1} iterations)', share(compared, direction), iterations(compared.difference.mean, direction)),
  times: (compared, direction) => t('{0} ({1} iterations)', times(compared, direction), iterations(compared.difference.mean, direction)),
};

function runWords(form: Form, { wanted }: Comparison, compared: Compared): string {
  const direction = wanted === 'below' ? 'below' : 'above';
  const format = difference[form === 'points' ? 'points' : 'iterations'];
  const interval = intervalWords(compared.difference.interval, (value) => format(value, direction));
  const words = heads[form](compared, direction);
  return `${compared.bound ? t('at least {0}', words) : words}${interval}`;
}

// Claims of the form "up to": that some round does so.
type BestClaim = Comparison & ClaimTold;

interface Tried {
  readonly round: JudgedRound;
  /** At the usual level. */
  readonly usual: Compared;
  /** At that level divided by the number of rounds (Bonferroni): the best of many looks good by chance alone. */
  readonly corrected: Compared;
}

const chance = 0.05;

function tryRound(claim: BestClaim, evidence: RunEvidence, round: JudgedRound, rounds: number): Tried | string {
  const [usual, corrected] = [compare(claim, evidence, round, chance), compare(claim, evidence, round, chance / rounds)];
  if (typeof usual === 'string') return usual;
  return typeof corrected === 'string' ? corrected : { round, usual, corrected };
}

/** An interval without width decides nothing, so any other is better. */
function better({ corrected: { difference: a } }: Tried, { corrected: { difference: b } }: Tried): number {
  const decides = (difference: PairedDifference): number => Number(decidingInterval(difference) !== null);
  const lowEnd = ({ interval, mean }: PairedDifference): number => interval?.low ?? mean;
  return decides(b) - decides(a) || lowEnd(b) - lowEnd(a);
}

/** One round on the claim's side is enough for it; against it, all must lie on the other side. */
function outcomeOf(claim: BestClaim, best: Tried, all: readonly Tried[]): ClaimOutcome {
  if (decide(claim, best.corrected) === 'holds') return 'holds';
  return all.every(({ usual }) => decide(claim, usual) === 'does not hold') ? 'does not hold' : 'cannot tell';
}

function judgeBest(claim: BestClaim, evidence: RunEvidence): Finding {
  const tried = evidence.pruned.map((round) => tryRound(claim, evidence, round, evidence.pruned.length));
  const complete = tried.filter((one) => typeof one !== 'string');
  const [best] = complete.toSorted(better);
  if (!best) return cannotTell(tried.find((one) => typeof one === 'string') ?? t('no pruned round yet'));
  const { round, remaining } = best.round;
  const decided = outcomeOf(claim, best, complete);
  const reason =
    decided === 'does not hold'
      ? t('the paired t intervals of all {0} rounds lie on the other side', complete.length)
      : intervalReason(decided, best.corrected);
  return {
    outcome: decided,
    reason,
    run: runWords('points', claim, best.corrected),
    round,
    remaining,
    difference: best.corrected.difference,
  };
}

/** In points of accuracy, wanted above. */
export function bestRound(claim: BestClaim): Claim {
  const { id, claim: words, paper } = claim;
  return { id, claim: words, at: null, paper, judge: (evidence) => judgeBest(claim, evidence) };
}

export interface RoundClaim extends Comparison, ClaimTold {
  readonly at: number;
  readonly form: Form;
  /** Said beside the run's figure: another comparison, which decides nothing. */
  readonly beside?: (evidence: RunEvidence, round: JudgedRound) => string;
}

function noRound(at: number, evidence: RunEvidence): Finding {
  const nearest = evidence.nearest(at);
  const words = t('no round within 10 % of {0} remaining', formatRemaining(at));
  return cannotTell(nearest ? t('{0}; the nearest has {1}', words, formatRemaining(nearest.remaining)) : words);
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
