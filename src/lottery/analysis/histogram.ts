import type { Histogram } from '../../shared/results/ticket-analysis.ts';

const bars = 41;

/** Bars of equal width between `low` and `high`; the last one holds its right edge too. */
export function histogram(values: Iterable<number>, low: number, high: number): Histogram {
  const width = (high - low) / bars || 1;
  const counts = new Array<number>(bars).fill(0);
  for (const value of values) {
    const bar = Math.min(bars - 1, Math.max(0, Math.floor((value - low) / width)));
    counts[bar] = (counts[bar] ?? 0) + 1;
  }
  return { from: low, width, counts };
}
