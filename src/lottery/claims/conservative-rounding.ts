/** Figures of a run beside the paper's, rounded so that rounding never speaks for the claim. */
import { type Interval, showsSpread } from '../../shared/results/verdict/statistics.ts';
import { formatCount, formatDecimals } from '../../shared/text/format.ts';
import { localNumber, t } from '../../shared/text/language.ts';

export type Direction = 'above' | 'below';

/** Binary fractions: 0.89 points are 88.99999999999999 hundredths. */
const noise = 1e-9;

function rounded(value: number, decimals: number, direction: Direction): number {
  const scale = [1, 10, 100][decimals] ?? 1;
  const cut = direction === 'above' ? Math.floor(value * scale + noise) : Math.ceil(value * scale - noise);
  return cut === 0 ? 0 : cut / scale;
}

/** `value` with `decimals` places, rounded away from `direction`, the side that the claim wants. */
export function conservative(value: number, decimals: number, direction: Direction): string {
  const result = rounded(value, decimals, direction);
  return decimals === 0 ? formatCount(result) : formatDecimals(result, decimals);
}

const signed = (value: number, decimals: number, direction: Direction): string =>
  `${rounded(value, decimals, direction) > 0 ? '+' : ''}${conservative(value, decimals, direction)}`;

/** A difference of accuracies: 0.00896, wanted above -> "+0.89". */
export const points = (difference: number, direction: Direction): string => signed(difference * 100, 2, direction);
/** A difference of iterations: -549.7, wanted below -> "-549". */
export const iterations = (difference: number, direction: Direction): string => signed(difference, 0, direction);

/** ", 95 % interval +0.70 to +1.10"; the interval's own ends are rounded in the same direction. */
export function intervalWords(interval: Interval | null, format: (value: number) => string): string {
  if (interval === null) return '';
  if (!showsSpread(interval)) return t(', no spread seen');
  const level = localNumber(String(rounded(interval.confidence * 100, 1, 'above')));
  return t(', {0} % interval {1} to {2}', level, format(interval.low), format(interval.high));
}
