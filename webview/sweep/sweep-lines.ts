import { memberLook } from '../../src/shared/figures/sweep-figure.ts';
import type { SweepPoint, SweepRow } from '../../src/shared/results/sweep-row.ts';
import type { RoundAxis } from '../charts/chart-axes.ts';
import type { BandPoint, Line } from '../charts/line.ts';
import { formatAccuracy, formatRemaining } from '../format.ts';

function pointOf(values: string, { round, remaining, testAccuracy }: SweepPoint, axis: RoundAxis): BandPoint[] {
  if (testAccuracy === null || remaining <= 0) return [];
  const y = 100 * testAccuracy;
  const words = `${values}, ${formatRemaining(remaining)} % remaining: ${formatAccuracy(testAccuracy)} %`;
  return [{ x: axis.at({ remaining }), y, low: y, high: y, open: false, round, words }];
}

/** A line a member of the sweep. */
export function sweepLines(rows: readonly SweepRow[], axis: RoundAxis): Line[] {
  return rows.map(({ experiment, values, rounds }, index) => {
    const points = rounds.flatMap((point) => pointOf(values, point, axis));
    return { key: experiment, points, ...memberLook(index), width: 2, hidden: false };
  });
}

/** Every size that a member has; members may have rounds of other sizes. */
export const sizesOf = (rows: readonly SweepRow[]): readonly { readonly remaining: number }[] =>
  [...new Set(rows.flatMap(({ rounds }) => rounds.map(({ remaining }) => remaining)))].map((remaining) => ({ remaining }));
