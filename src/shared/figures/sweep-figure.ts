/** The members of a sweep in one figure (the paper, appendix G). */
import type { SweepPoint, SweepRow } from '../results/sweep-row.ts';
import { seriesNames } from '../specs/series.ts';
import { linearAxis, remainingAxis } from './axis.ts';
import type { Figure, FigureLine, FigurePoint } from './figure.ts';
import { lineLook } from './series-looks.ts';
import { t } from '../text/language.ts';

/** Members borrow the looks of the series. Beyond as many members as there are series, looks repeat. */
export const memberLook = (index: number): ReturnType<typeof lineLook> => lineLook(seriesNames[index % seriesNames.length] ?? 'ticket');

function pointOf({ round, remaining, testAccuracy }: SweepPoint): FigurePoint[] {
  if (testAccuracy === null || remaining <= 0) return [];
  const y = 100 * testAccuracy;
  return [{ x: 100 * remaining, y, low: y, high: y, open: false, round }];
}

const lineOf = ({ experiment, values, rounds }: SweepRow, index: number): FigureLine => ({
  key: experiment,
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
    title: t('Test accuracy at early stop'),
    caption: t('A line an experiment of the sweep, means over its trials.'),
    x: remainingAxis([...new Set(points.map(({ x }) => x))].sort((a, b) => b - a)),
    y: linearAxis(
      t('test accuracy, %'),
      'percent',
      points.map(({ y }) => y),
    ),
    lines,
    direct: true,
  };
}
