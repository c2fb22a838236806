/**
 * Early stops that are only bounds, defined once for every table, chart, verdict and file.
 *
 * A minimum of the validation loss in the last 5 % of the budget is a lower bound (`at-least`): the loss may have gone on falling. One at the very
 * first evaluation is an upper bound (`at-most`): it may have been reached before anybody looked. A mean is taken over all trainings, bounds counting
 * where they stand, and says that it is a bound: leaving those trainings out would favour whatever stops within the budget, and a mean of bounds is
 * itself a true bound.
 */
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/language.ts';

/** `unknown` where some stops are bounds from below and others from above: then their mean is no bound of either kind. */
export const stopBounds = ['exact', 'at-least', 'at-most', 'unknown'] as const;
export type StopBound = (typeof stopBounds)[number];

/** The bound of a sum of stops. */
export function boundOfSum(bounds: readonly StopBound[]): StopBound {
  const inexact = new Set(bounds.filter((bound) => bound !== 'exact'));
  const [first, ...others] = inexact;
  return others.length > 0 ? 'unknown' : (first ?? 'exact');
}

const opposites: Readonly<Record<StopBound, StopBound>> = {
  exact: 'exact',
  'at-least': 'at-most',
  'at-most': 'at-least',
  unknown: 'unknown',
};

/** The bound of `a - b`. */
export const boundOfDifference = (a: StopBound, b: StopBound): StopBound => boundOfSum([a, opposites[b]]);

const signs: Readonly<Record<StopBound, string>> = { exact: '', 'at-least': '>= ', 'at-most': '<= ', unknown: '? ' };

/** ">= " before a number that is a bound. */
export const formatBound = (number: string, bound: StopBound): string => signs[bound] + number;
/** ">= 3,900" */
export const formatStop = (iteration: number, bound: StopBound): string => formatBound(formatCount(iteration), bound);

/** Stands below tables of early stops. */
export const boundLegend = (): string =>
  t(
    '">=": some minimum lies in the last 5 % of the budget, a lower bound; "<=": at the first evaluation, an upper bound; "?": some of both.',
  );
