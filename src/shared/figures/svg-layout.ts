/** Where the parts of a figure lie in its SVG, in pixels at 100 %. */
import { placeOn, tickWords } from './axis.ts';
import type { Figure, FigureLine, FigurePoint } from './figure.ts';

/** Width of figures in files and reports. */
export const svgWidth = 640;
export const fontSize = 12;

/** There is nothing to measure text with: about the width of a letter at the font's size. */
const letter = 6.6;
const boldLetter = 7.2;
export const textWidth = (text: string): number => text.length * letter;

/** Where the words of the lines stand. */
export type LegendPlace = 'below' | 'direct' | 'none';

/** A figure and the rectangle of its axes. */
export interface Drawing {
  readonly legend: LegendPlace;
  readonly figure: Figure;
  readonly width: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Higher than this, a figure would leave no room for the one below it. */
const highest = 380;
/** Words at the ends of lines take at most this share of the width. */
const widestLabels = 0.3;

/** Words at the lines' ends, where there is room for them. */
function legendOf({ direct, lines }: Figure, width: number, wanted: boolean): { readonly legend: LegendPlace; readonly labels: number } {
  const labels = 8 + Math.max(0, ...lines.filter(({ marksOnly }) => !marksOnly).map(({ label }) => textWidth(label)));
  if (direct && labels <= width * widestLabels) return { legend: 'direct', labels };
  return { legend: wanted || direct ? 'below' : 'none', labels: 0 };
}

/**
 * Narrow figures have less room at their left, and a title that leaves none for the axis' title has a line of its own.
 * @param legend Whether there are words for the lines below; where they stand at the lines' ends, those are always there.
 */
export function drawingOf(figure: Figure, width: number, legend = true): Drawing {
  const { title, y } = figure;
  const widestTick = Math.max(0, ...y.ticks.map((tick) => textWidth(tickWords(y, tick))));
  const place = legendOf(figure, width, legend);
  const [left, right] = [width < 480 ? widestTick + 16 : 64, width - 16 - place.labels];
  const titles = title.length * boldLetter + 16 + textWidth(y.title);
  const top = titles <= right - left ? 36 : 54;
  const height = Math.min(highest, Math.max(160, (right - left) / 2));
  return { figure, width, left, right, top, bottom: top + height, legend: place.legend };
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

export const plotX = ({ figure, left, right }: Drawing, value: number): number => left + placeOn(figure.x, value) * (right - left);
export const plotY = ({ figure, top, bottom }: Drawing, value: number): number => bottom - placeOn(figure.y, value) * (bottom - top);

/** Whether a place on an axis, 0 at its beginning and 1 at its end, lies on it. */
export const onAxis = (place: number): boolean => place >= -1e-9 && place <= 1 + 1e-9;

/** Whether a point lies within both axes. */
export const isShown = ({ x, y }: Figure, point: FigurePoint): boolean => onAxis(placeOn(x, point.x)) && onAxis(placeOn(y, point.y));

/** A histogram's line goes up and down at the edges of its bars. */
function stepped(places: readonly Place[]): Place[] {
  return places.flatMap((place, index) => {
    const next = places[index + 1];
    return next ? [place, { x: next.x, y: place.y }] : [place];
  });
}

/** Of more points than these in a column of pixels only the first, the highest, the lowest and the last are seen. */
const seenInColumn = 4;

/** Fewer points that look the same. */
function decimated(places: readonly Place[], width: number): readonly Place[] {
  if (places.length <= seenInColumn * width) return places;
  const columns = new Map<number, Place[]>();
  for (const place of places) {
    const column = columns.get(Math.floor(place.x)) ?? [];
    columns.set(Math.floor(place.x), column);
    column.push(place);
  }
  return [...columns.values()].flatMap((column) => {
    const [low, high] = [column.reduce((a, b) => (b.y < a.y ? b : a)), column.reduce((a, b) => (b.y > a.y ? b : a))];
    const kept = new Set([column[0], low, high, column.at(-1)]);
    return column.filter((place) => kept.has(place));
  });
}

/** The line, or one edge of its band. */
export function placesOf(drawing: Drawing, line: FigureLine, of: 'y' | 'low' | 'high'): readonly Place[] {
  const places = line.points.map((point) => ({ x: plotX(drawing, point.x), y: plotY(drawing, point[of]) }));
  return line.step ? stepped(places) : decimated(places, drawing.right - drawing.left);
}
