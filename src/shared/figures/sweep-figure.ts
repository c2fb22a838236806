/** The members of a sweep in one figure (the paper, appendix G). */
import type { SweepPoint, SweepRow } from '../results/sweep-row.ts';
import { seriesNames } from '../specs/series.ts';
import { linearAxis, remainingAxis } from './axis.ts';
import type { Figure, FigureLine, FigurePoint } from './figure.ts';
import { type SeriesLook, seriesLooks } from './series-looks.ts';

const looks = seriesNames.map((name) => seriesLooks[name]);

/** Beyond as many members as there are series, looks repeat. */
export function memberLook(index: number): SeriesLook {
  const look = looks[index % looks.length];
  if (!look) throw new RangeError('there are no series');
  return look;
}

function pointOf({ remaining, testAccuracy }: SweepPoint): FigurePoint[] {
  if (testAccuracy === null || remaining <= 0) return [];
  const y = 100 * testAccuracy;
  return [{ x: 100 * remaining, y, low: y, high: y, open: false }];
}

const lineOf = ({ values, rounds }: SweepRow, index: number): FigureLine => ({
  label: values,
  ...memberLook(index),
  step: false,
  points: rounds.flatMap(pointOf),
});

/** Test accuracy of every member's tickets against weights remaining. */
export function sweepFigure(rows: readonly SweepRow[]): Figure {
  const lines = rows.map(lineOf);
  const points = lines.flatMap((line) => line.points);
  return {
    id: 'sweep',
    title: 'Test accuracy at early stop',
    caption: 'A line an experiment of the sweep, means over its trials.',
    x: remainingAxis([...new Set(points.map(({ x }) => x))].sort((a, b) => b - a)),
    y: linearAxis(
      'test accuracy, %',
      'percent',
      points.map(({ y }) => y),
    ),
    lines,
  };
}
