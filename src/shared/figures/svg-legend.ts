/** The lines under a figure: samples of its lines with their words, and a note on points that the axis leaves out. */
import type { Figure, FigureLine } from './figure.ts';
import type { FigureColor } from './palette.ts';
import { type Drawing, isShown, textWidth } from './svg-layout.ts';
import { dashOf, markerAt } from './svg-marks.ts';
import { shape, words } from './svg-shapes.ts';

const rowHeight = 20;
/** Room of a sample, and between two entries. */
const [sample, gap] = [36, 20];

const firstRow = ({ bottom }: Drawing): number => bottom + 62;

interface Entry {
  readonly line: FigureLine;
  /** The label; more than one piece where it is wider than the figure. */
  readonly pieces: readonly string[];
  readonly x: number;
  readonly row: number;
}

/** Marks on other lines have no words of their own. */
const isNamed = ({ marksOnly }: FigureLine): boolean => !marksOnly;

/** A text in pieces of about `room` pixels, broken between words. */
export function broken(text: string, room: number): readonly string[] {
  const pieces: string[] = [];
  for (const word of text.split(' ')) {
    const last = pieces.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`) <= room) pieces[pieces.length - 1] = `${last} ${word}`;
    else pieces.push(word);
  }
  return pieces;
}

/** Entries one after another, in as many rows as they need. */
function entries({ figure, left, right }: Drawing): readonly Entry[] {
  let [x, row] = [left, 0];
  return figure.lines.filter(isNamed).map((line) => {
    const pieces = broken(line.label, right + 16 - left - sample);
    const width = sample + Math.max(...pieces.map(textWidth)) + gap;
    if (x > left && x + width > right + 16) [x, row] = [left, row + 1];
    const entry = { line, pieces, x, row };
    [x, row] = pieces.length > 1 ? [Infinity, row + pieces.length - 1] : [x + width, row];
    return entry;
  });
}

/** "1 point lies below the axis." */
const beyondWords = (count: number, where: string): string[] =>
  count === 0 ? [] : [count === 1 ? `1 point lies ${where}.` : `${count} points lie ${where}.`];

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
  return [
    ...beyondWords(counts.below, 'below the axis'),
    ...beyondWords(counts.above, 'above the axis'),
    ...beyondWords(counts.aside, 'beyond the axis'),
  ].join(' ');
}

const rowsOf = (drawing: Drawing): number => {
  if (drawing.legend !== 'below') return 0;
  const last = entries(drawing).at(-1);
  return last ? last.row + last.pieces.length : 1;
};

/** Height of the whole figure with its legend and its note. */
export const heightOf = (drawing: Drawing): number =>
  firstRow(drawing) + (rowsOf(drawing) - 1 + (hiddenWords(drawing.figure) === '' ? 0 : 1)) * rowHeight + 14;

function entryShapes(drawing: Drawing, { line, pieces, x, row }: Entry, ink: string, color: string): string {
  const y = firstRow(drawing) + row * rowHeight;
  const stroke = shape('path', { d: `M${x.toFixed(2)} ${y - 4}h28`, stroke: color, 'stroke-width': 2, fill: 'none', ...dashOf(line) });
  const mark = line.marker ? markerAt(line.marker, { x: x + 14, y: y - 4 }, color, color) : '';
  return stroke + mark + pieces.map((piece, index) => words(piece, { x: x + sample, y: y + index * rowHeight, fill: ink })).join('');
}

export function legend(drawing: Drawing, colorOf: (name: FigureColor) => string): string {
  const shown = drawing.legend === 'below' ? entries(drawing) : [];
  const shapes = shown.map((entry) => entryShapes(drawing, entry, colorOf('foreground'), colorOf(entry.line.color)));
  const note = hiddenWords(drawing.figure);
  const y = firstRow(drawing) + rowsOf(drawing) * rowHeight;
  return shapes.join('') + (note === '' ? '' : words(note, { x: drawing.left, y, fill: colorOf('dim') }));
}
