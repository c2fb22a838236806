/** The lines under a figure: samples of its lines with their words, and a note on points that the axes leave out. */
import type { Figure, FigureLine, FigurePoint } from '../figures/figure/figure.ts';
import { plural } from '../text/plural.ts';
import type { Measure } from './letter-widths.ts';

export const rowHeight = 20;
/** Room of a sample, and between two entries. */
export const sample = 36;
const gap = 20;

export interface Entry {
  readonly line: FigureLine;
  /** The label; more than one piece where it is wider than the figure. */
  readonly pieces: readonly string[];
  readonly x: number;
  readonly row: number;
}

/** A text in pieces of at most `room` pixels, broken between words. */
export function broken(text: string, room: number, measure: Measure): readonly string[] {
  const pieces: string[] = [];
  for (const word of text.split(' ')) {
    const last = pieces.at(-1);
    if (last !== undefined && measure(`${last} ${word}`) <= room) pieces[pieces.length - 1] = `${last} ${word}`;
    else pieces.push(word);
  }
  return pieces;
}

/** Entries one after another, in as many rows as they need. Marks on other lines have no words of their own. */
export function entriesOf(
  { lines }: Figure,
  { left, width }: { readonly left: number; readonly width: number },
  measure: Measure,
): readonly Entry[] {
  const right = left + width;
  let [x, row] = [left, 0];
  return lines
    .filter(({ marksOnly }) => !marksOnly)
    .map((line) => {
      const pieces = broken(line.label, width - sample, measure);
      const taken = sample + Math.max(...pieces.map((piece) => measure(piece))) + gap;
      if (x > left && x + taken - gap > right) [x, row] = [left, row + 1];
      const entry = { line, pieces, x, row };
      [x, row] = pieces.length > 1 ? [Infinity, row + pieces.length - 1] : [x + taken, row];
      return entry;
    });
}

export function rowsOf(entries: readonly Entry[]): number {
  const last = entries.at(-1);
  return last ? last.row + last.pieces.length : 0;
}

/** Whether a point lies within both axes. On logarithmic axes what is not positive has a place at their end. */
export function isShown({ x, y }: Figure, point: FigurePoint): boolean {
  const slack = (axis: { readonly min: number; readonly max: number }): number => 1e-9 * (axis.max - axis.min);
  const across = x.scale === 'logarithmic' ? point.x <= x.max : point.x >= x.min - slack(x) && point.x <= x.max + slack(x);
  return across && point.y >= y.min - slack(y) && point.y <= y.max + slack(y);
}

/** How many points lie beyond the axes; empty where all are seen. */
export function hiddenWords(figure: Figure): string {
  const counts = { below: 0, above: 0, aside: 0 };
  for (const { points, marksOnly } of figure.lines) {
    if (marksOnly) continue;
    for (const point of points) {
      if (isShown(figure, point)) continue;
      if (point.y < figure.y.min) counts.below++;
      else if (point.y > figure.y.max) counts.above++;
      else counts.aside++;
    }
  }
  const { below, above, aside } = counts;
  return [
    below && plural(below, { one: '1 point lies below the axis.', other: '{0} points lie below the axis.' }),
    above && plural(above, { one: '1 point lies above the axis.', other: '{0} points lie above the axis.' }),
    aside && plural(aside, { one: '1 point lies beyond the axis.', other: '{0} points lie beyond the axis.' }),
  ]
    .filter(Boolean)
    .join(' ');
}
