/** Numbers as people read them, the same in the panel, the tree and the terminal; with the marks and units of the language that is spoken. */
import { localNumber, t } from './language.ts';

const withCommas = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');

/** Whole numbers with commas between thousands, others as they are. */
export function formatNumber(value: number): string {
  return localNumber(Number.isInteger(value) && Math.abs(value) < 1e15 ? withCommas(String(value)) : String(value));
}

/** So many decimals: 0.12345, 4 -> "0.1235". */
export const formatDecimals = (value: number, decimals: number): string => localNumber(value.toFixed(decimals));

/** 2150 -> "2,150"; rounded to whole numbers. */
export function formatCount(value: number): string {
  return localNumber(withCommas(Math.round(value).toFixed(0)));
}

/** Sums of the same accuracies in another order differ by less than this; a real difference is larger. */
const noise = 1e-12;

/** `decimals` places, but three significant digits below 0.01: a small difference never reads as 0. Not negative. */
function significant(value: number, decimals: number): string {
  if (value < noise) return '0';
  if (value >= 0.01) return formatDecimals(value, decimals);
  let places = 4;
  for (let bound = 0.01; value < bound; bound /= 10) places++;
  return formatDecimals(value, places);
}

/** Weights remaining without their unit: 0.2107 -> "21.1", 0.003 -> "0.30". */
export function formatRemainingNumber(fraction: number): string {
  const percent = fraction * 100;
  if (percent >= 1 || percent === 0) return formatDecimals(percent, 1);
  return percent >= 0.1 ? formatDecimals(percent, 2) : significant(percent, 3);
}

/** Weights remaining: 0.2107 -> "21.1 %", 0.003 -> "0.30 %". */
export const formatRemaining = (fraction: number): string => `${formatRemainingNumber(fraction)} %`;

/** Accuracy without its unit: 0.98364 -> "98.36". */
export function formatAccuracyNumber(fraction: number): string {
  return formatDecimals(fraction * 100, 2);
}

/** Accuracy: 0.98364 -> "98.36 %". */
export function formatAccuracy(fraction: number): string {
  return `${formatAccuracyNumber(fraction)} %`;
}

/** Size of a difference of accuracies in percentage points, without sign: 0.0089 -> "0.89 points". */
export function formatPoints(difference: number): string {
  return t('{0} points', significant(Math.abs(difference) * 100, 2));
}

/** A difference of accuracies with its sign: "+0.89 points", "-0.00312 points", "0 points". */
export function formatSignedPoints(difference: number): string {
  if (Math.abs(difference) < noise) return t('{0} points', 0);
  return `${difference < 0 ? '-' : '+'}${formatPoints(difference)}`;
}

/** A difference of iterations with its sign: "+1,200", "-550", "0". */
export function formatSignedCount(difference: number): string {
  const rounded = Math.round(difference);
  return `${rounded > 0 ? '+' : ''}${formatCount(rounded === 0 ? 0 : rounded)}`;
}

/** A share as a whole percentage, more exactly below 1 %: 0.2037 -> "20 %", 0.0042 -> "0.42 %". */
export function formatShare(share: number): string {
  const percent = Math.abs(share) * 100;
  return `${percent >= 1 || percent === 0 ? formatDecimals(percent, 0) : significant(percent, 2)} %`;
}

/** 40 -> "40 s", 180 -> "3 min", 9000 -> "2.5 h"; at least a second. */
export function formatDuration(seconds: number): string {
  if (seconds < 90) return t('{0} s', Math.max(1, Math.round(seconds)));
  return seconds < 5400 ? t('{0} min', Math.round(seconds / 60)) : t('{0} h', formatDecimals(seconds / 3600, 1));
}

/** Decimal units: 51234 -> "51 kB", 1234567 -> "1.2 MB", 2.5e9 -> "2.5 GB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1e5) return t('{0} kB', formatDecimals(bytes / 1e3, 0));
  return bytes >= 1e9 ? t('{0} GB', formatDecimals(bytes / 1e9, 1)) : t('{0} MB', formatDecimals(bytes / 1e6, 1));
}

/** Three significant digits: 1.4832e-5 -> "0.0000148", 2.3456 -> "2.35". */
export const formatThreeDigits = (value: number): string => localNumber(String(Number(value.toPrecision(3))));
