/** Numbers as people read them, the same in the panel, the tree and the terminal; no locale decides. */

/** With "-" for what some system does not allow in the name of a file. */
export const fileName = (text: string): string => text.replace(/[\\/:*?"<>|]/g, '-');

/** Whole numbers with commas between thousands, others as they are; not by locale, so that messages are the same everywhere. */
export function formatNumber(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? String(value).replace(/\B(?=(\d{3})+$)/g, ',') : String(value);
}

/** 2150 -> "2,150"; rounded to whole numbers. */
export function formatCount(value: number): string {
  return Math.round(value)
    .toFixed(0)
    .replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Sums of the same accuracies in another order differ by less than this; a real difference is larger. */
const noise = 1e-12;

/** `decimals` places, but three significant digits below 0.01: a small difference never reads as 0. Not negative. */
function significant(value: number, decimals: number): string {
  if (value < noise) return '0';
  if (value >= 0.01) return value.toFixed(decimals);
  let places = 4;
  for (let bound = 0.01; value < bound; bound /= 10) places++;
  return value.toFixed(places);
}

/** Weights remaining without their unit: 0.2107 -> "21.1", 0.003 -> "0.30". */
export function formatRemainingNumber(fraction: number): string {
  const percent = fraction * 100;
  if (percent >= 1 || percent === 0) return percent.toFixed(1);
  return percent >= 0.1 ? percent.toFixed(2) : significant(percent, 3);
}

/** Weights remaining: 0.2107 -> "21.1 %", 0.003 -> "0.30 %". */
export const formatRemaining = (fraction: number): string => `${formatRemainingNumber(fraction)} %`;

/** Accuracy without its unit: 0.98364 -> "98.36". */
export function formatAccuracyNumber(fraction: number): string {
  return (fraction * 100).toFixed(2);
}

/** Accuracy: 0.98364 -> "98.36 %". */
export function formatAccuracy(fraction: number): string {
  return `${formatAccuracyNumber(fraction)} %`;
}

/** Size of a difference of accuracies in percentage points, without sign: 0.0089 -> "0.89 points". */
export function formatPoints(difference: number): string {
  return `${significant(Math.abs(difference) * 100, 2)} points`;
}

/** A difference of accuracies with its sign: "+0.89 points", "-0.00312 points", "0 points". */
export function formatSignedPoints(difference: number): string {
  if (Math.abs(difference) < noise) return '0 points';
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
  return `${percent >= 1 || percent === 0 ? percent.toFixed(0) : significant(percent, 2)} %`;
}

/** How many times: 1.93 -> "1.9 times". */
export function formatTimes(ratio: number): string {
  return `${ratio.toFixed(1)} times`;
}

/** 40 -> "40 s", 180 -> "3 min", 9000 -> "2.5 h"; at least a second. */
export function formatDuration(seconds: number): string {
  if (seconds < 90) return `${String(Math.max(1, Math.round(seconds)))} s`;
  return seconds < 5400 ? `${String(Math.round(seconds / 60))} min` : `${(seconds / 3600).toFixed(1)} h`;
}

/** Decimal units: 1234567 -> "1.2 MB", 2.5e9 -> "2.5 GB". */
export function formatBytes(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Three significant digits: 1.4832e-5 -> "0.0000148", 2.3456 -> "2.35". */
export const formatThreeDigits = (value: number): string => String(Number(value.toPrecision(3)));
