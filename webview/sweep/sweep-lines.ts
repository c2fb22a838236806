import { memberLook } from '../../src/shared/figures/sweep-figure.ts';
import type { SweepPoint, SweepRow } from '../../src/shared/results/sweep-row.ts';
import type { BandPoint } from '../charts/band-point.ts';
import type { Line } from '../charts/line-set.ts';
import { formatAccuracy, formatRemaining } from '../format.ts';

function pointOf(values: string, { round, remaining, testAccuracy }: SweepPoint): BandPoint[] {
  if (testAccuracy === null || remaining <= 0) return [];
  const y = 100 * testAccuracy;
  const words = `${values}, ${formatRemaining(remaining)} % remaining: ${formatAccuracy(testAccuracy)} %`;
  return [{ x: Math.abs(Math.log(remaining)), y, low: y, high: y, open: false, round, words }];
}

/** A line a member. */
export function sweepLines(rows: readonly SweepRow[]): Line[] {
  return rows.map(({ experiment, values, rounds }, index) => {
    const { color, dash, marker } = memberLook(index);
    const points = rounds.flatMap((point) => pointOf(values, point));
    return { key: experiment, points, color: `--series-${color}`, dash, point: marker, width: 2, hidden: false };
  });
}
