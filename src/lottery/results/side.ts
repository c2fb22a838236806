/** On which side of 0 a difference lies, as far as the trials can tell. */
import type { PairedDifference } from '../../shared/results/statistics.ts';

/** Differences of the same accuracies, summed in another order, are smaller than this; real ones are larger. */
const rounding = 1e-12;

/** 'above' or 'below' where the interval excludes 0, 'unclear' where it does not, 'too few' where there is none. */
export type Side = 'above' | 'below' | 'unclear' | 'too few';

export function sideOf(difference: PairedDifference | null): Side {
  const interval = difference?.interval ?? null;
  if (interval === null) return 'too few';
  if (interval.low > rounding) return 'above';
  return interval.high < -rounding ? 'below' : 'unclear';
}

export const nowhereBelow = (difference: PairedDifference | null): boolean => (difference?.interval?.low ?? -Infinity) >= -rounding;
export const nowhereAbove = (difference: PairedDifference | null): boolean => (difference?.interval?.high ?? Infinity) <= rounding;
