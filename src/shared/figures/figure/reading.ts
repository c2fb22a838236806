/** What a figure says at one x: the rows of a tooltip. */
import { boundOfDifference, formatBound } from '../../results/verdict/early-stop.ts';
import { formatCount, formatThreeDigits, formatDecimals } from '../../text/format.ts';
import { tickWords } from './axis.ts';
import type { Figure, FigureAxis, FigureLine, FigurePoint } from './figure.ts';
import { t } from '../../text/language.ts';

export interface ReadingRow {
  readonly line: FigureLine;
  readonly value: string;
  /** "97.8 to 98.1"; empty where all trainings agree. */
  readonly range: string;
  /** "n 3"; empty where nobody has counted. */
  readonly count: string;
  /** "+0.89" against the line that others are compared with; empty for that line itself, and where there is none. */
  readonly difference: string;
}

export interface Reading {
  readonly x: number;
  readonly title: string;
  readonly rows: readonly ReadingRow[];
  readonly round: number | null;
}

/** Every x at which a line that is told has a point, in order. */
export function readableXs({ lines }: Figure): readonly number[] {
  const xs = new Set<number>();
  for (const { points, across, marksOnly } of lines) if (!across && !marksOnly) for (const { x } of points) xs.add(x);
  return [...xs].sort((a, b) => a - b);
}

const pointAt = ({ points, across }: FigureLine, x: number): FigurePoint | undefined =>
  across ? points[0] : points.find((point) => point.x === x);

export function valueWords({ unit }: FigureAxis, value: number): string {
  if (unit === 'percent') return `${formatDecimals(value, 2)} %`;
  return unit === 'count' ? formatCount(value) : formatThreeDigits(value);
}

/** With its sign: of percentages in points. Of bounds that point the same way nothing is known. */
function differenceWords({ unit }: FigureAxis, point: FigurePoint, reference: FigurePoint): string {
  const [difference, bound] = [point.y - reference.y, boundOfDifference(point.bound ?? 'exact', reference.bound ?? 'exact')];
  const size = Math.abs(difference);
  const words = unit === 'percent' ? formatDecimals(size, 2) : unit === 'count' ? formatCount(size) : formatThreeDigits(size);
  return bound === 'unknown' ? '' : formatBound(`${difference < 0 ? '-' : '+'}${words}`, bound);
}

function rowOf(figure: Figure, line: FigureLine, x: number, reference: FigurePoint | undefined): ReadingRow[] {
  const point = line.marksOnly ? undefined : pointAt(line, x);
  if (!point) return [];
  const { y } = figure;
  const compared = reference !== undefined && line.key !== figure.reference && reference !== point;
  return [
    {
      line,
      value: formatBound(valueWords(y, point.y), point.bound ?? 'exact'),
      range: point.low === point.high ? '' : t('{0} to {1}', valueWords(y, point.low), valueWords(y, point.high)),
      count: point.n === undefined ? '' : `n ${point.n}`,
      difference: compared ? differenceWords(y, point, reference) : '',
    },
  ];
}

/** @param x One of `readableXs`. */
export function readingAt(figure: Figure, x: number): Reading {
  const line = figure.lines.find(({ key }) => key !== undefined && key === figure.reference);
  const reference = line && pointAt(line, x);
  const rows = figure.lines.flatMap((one) => rowOf(figure, one, x, reference));
  const round = figure.lines.flatMap(({ points }) => points.filter((point) => point.x === x)).find((point) => point.round !== undefined);
  const at = tickWords({ ...figure.x, ticks: [x] }, x);
  const title = figure.x.scale === 'remaining' ? t('{0} % of the weights remain', at) : `${figure.x.title} ${at}`;
  return { x, title: round?.round === undefined ? title : t('Round {0}: {1}', round.round, title), rows, round: round?.round ?? null };
}
