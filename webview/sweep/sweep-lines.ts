import type { SweepPoint, SweepRow } from '../../src/shared/sweep-row.ts';
import type { BandPoint } from '../charts/band-point.ts';
import type { Line } from '../charts/line-set.ts';
import { formatAccuracy, formatRemaining } from '../format.ts';
import { seriesNames } from '../../src/shared/series.ts';
import { seriesStyles } from '../series.ts';

const looks = seriesNames.map((name) => seriesStyles[name]);

function pointOf(values: string, { round, remaining, testAccuracy }: SweepPoint): BandPoint[] {
  if (testAccuracy === null || remaining <= 0) return [];
  const y = 100 * testAccuracy;
  const words = `${values}, ${formatRemaining(remaining)} % remaining: ${formatAccuracy(testAccuracy)} %`;
  return [{ x: Math.abs(Math.log(remaining)), y, low: y, high: y, open: false, round, words }];
}

/** A line a member; beyond as many as there are series, looks repeat. */
export function sweepLines(rows: readonly SweepRow[]): Line[] {
  return rows.map(({ experiment, values, rounds }, index) => {
    const look = lookOf(index);
    const points = rounds.flatMap((point) => pointOf(values, point));
    return { key: experiment, points, color: look.color, dash: look.dash, point: look.point, width: 2, hidden: false };
  });
}

export function lookOf(index: number): (typeof looks)[number] {
  const look = looks[index % looks.length];
  if (!look) throw new RangeError('there are no series');
  return look;
}
