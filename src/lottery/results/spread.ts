/** Mean, minimum and maximum: a line of the paper's plots and its bars. */
import type { Spread } from '../../shared/results/statistics.ts';

/** null of nothing; numbers that are null are left out. Summed in order. */
export function spread(numbers: readonly (number | null)[]): Spread | null {
  const known = numbers.filter((number) => number !== null);
  if (known.length === 0) return null;
  const mean = known.reduce((sum, number) => sum + number, 0) / known.length;
  return { mean, min: Math.min(...known), max: Math.max(...known) };
}
