/** The members of a sweep in one figure (the paper, appendix G). */
import type { SweepPoint, SweepRow } from '../results/sweep-row.ts';
import { seriesNames } from '../specs/series.ts';
import { linearAxis, remainingAxis } from './figure/axis.ts';
import type { Figure, FigureLine, FigurePoint } from './figure/figure.ts';
import { lineLook } from './figure/series-looks.ts';
import { t } from '../text/language.ts';

/** Members borrow the looks of the series. Beyond as many members as there are series, looks repeat. */
export const memberLook = (index: number): ReturnType<typeof lineLook> => lineLook(seriesNames[index % seriesNames.length] ?? 'ticket');

function accuracyOf({ round, remaining, testAccuracy }: SweepPoint): FigurePoint[] {
  if (testAccuracy === null || remaining <= 0) return [];
  const y = 100 * testAccuracy;
  return [{ x: 100 * remaining, y, low: y, high: y, round }];
}

function stopOf({ round, remaining, earlyStopIteration: y, earlyStopBound }: SweepPoint): FigurePoint[] {
  if (y === null || remaining <= 0) return [];
  return [{ x: 100 * remaining, y, low: y, high: y, bound: earlyStopBound ?? 'exact', round }];
}

/** A line a member, against weights remaining. */
function membersOf(rows: readonly SweepRow[], pointOf: (point: SweepPoint) => FigurePoint[]) {
  const lineOf = ({ experiment, values, rounds }: SweepRow, index: number): FigureLine => ({
    ...{ key: experiment, label: values, ...memberLook(index), step: false },
    points: rounds.flatMap(pointOf),
  });
  const lines = rows.map(lineOf);
  const points = lines.flatMap((line) => line.points);
  const x = remainingAxis([...new Set(points.map(({ x }) => x))].sort((a, b) => b - a));
  return { figure: { x, lines, direct: true as const }, values: points.map(({ y }) => y) };
}

const caption = (): string => t('One line for each experiment of the sweep: means over its trials.');

/** Test accuracy of every member's tickets. */
export function sweepFigure(rows: readonly SweepRow[]): Figure {
  const { figure, values } = membersOf(rows, accuracyOf);
  const words = { id: 'sweep', title: t('Test accuracy at early stop'), caption: caption() };
  return { ...words, ...figure, y: linearAxis(t('test accuracy, %'), 'percent', values) };
}

/** Early-stopping iteration of every member's tickets. */
export function sweepStopFigure(rows: readonly SweepRow[]): Figure {
  const { figure, values } = membersOf(rows, stopOf);
  const words = { id: 'sweep-early-stop', title: t('Early-stopping iteration'), caption: `${caption()} ${t('Hollow: a bound.')}` };
  return { ...words, ...figure, y: linearAxis(t('iterations'), 'count', values, 0) };
}
