/** What would settle an open verdict, as changes of the config. */
import { studentQuantile } from '../../shared/numbers/student-t.ts';
import { type PairedDifference, showsSpread } from '../../shared/results/verdict/statistics.ts';
import type { WouldTell } from '../../shared/results/verdict/verdict.ts';

/** How often the trainings of an experiment are looked at, and for how long. */
export interface Budget {
  readonly iterations: number;
  readonly evaluateEvery: number;
}

/** Twice the budget: a minimum that still fell in its last 5 % has then as much time again. */
export const moreIterations = ({ iterations }: Budget): WouldTell => ({ kind: 'more-iterations', iterations: 2 * iterations });

/** A fifth of the interval; null where every iteration is looked at. */
export function moreEvaluations({ evaluateEvery }: Budget): WouldTell | null {
  return evaluateEvery > 1 ? { kind: 'more-evaluations', evaluateEvery: Math.max(1, Math.floor(evaluateEvery / 5)) } : null;
}

/** The paper's. */
const paperTrials = 5;
const mostTrials = 1000;

/** The fewest trials whose interval would exclude 0, were their differences as far apart as those seen and their mean the same. */
function trialsFor({ n, mean, interval }: PairedDifference): number | null {
  if (interval === null) return paperTrials;
  // How far apart the differences are, these trials do not tell.
  if (!showsSpread(interval)) return null;
  const deviation = (((interval.high - interval.low) / 2) * Math.sqrt(n)) / studentQuantile(1 - interval.confidence, n - 1);
  const excludes = (trials: number): boolean =>
    studentQuantile(1 - interval.confidence, trials - 1) * deviation < Math.abs(mean) * Math.sqrt(trials);
  if (!excludes(mostTrials)) return null;
  // With more trials the quantile falls and the root rises: what excludes 0 once does so from then on, and a thousand quantiles need not be looked for.
  let [least, most] = [n + 1, mostTrials];
  while (least < most) {
    const middle = Math.floor((least + most) / 2);
    if (excludes(middle)) most = middle;
    else least = middle + 1;
  }
  return least;
}

/** Of the differences that the answer rests on, the one that needs most; null where no number of trials up to 1,000 would do. */
export function moreTrials(differences: readonly PairedDifference[]): WouldTell | null {
  const needed = differences.map(trialsFor);
  const known = needed.filter((trials) => trials !== null);
  return known.length < needed.length || known.length === 0 ? null : { kind: 'more-trials', trials: Math.max(...known) };
}
