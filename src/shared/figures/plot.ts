/** Where the points of a figure lie in its SVG, in its units (pixels at 100 %). */
import { placeOn } from './axis.ts';
import type { Figure, FigureLine } from './figure.ts';

/** The rectangle of the axes. */
export const plotArea = { left: 64, right: 624, top: 36, bottom: 316 } as const;

export interface Place {
  readonly x: number;
  readonly y: number;
}

export const plotX = ({ x }: Figure, value: number): number => plotArea.left + placeOn(x, value) * (plotArea.right - plotArea.left);
export const plotY = ({ y }: Figure, value: number): number => plotArea.bottom - placeOn(y, value) * (plotArea.bottom - plotArea.top);

/** A histogram's line goes up and down at the edges of its bars. */
function stepped(places: readonly Place[]): Place[] {
  return places.flatMap((place, index) => {
    const next = places[index + 1];
    return next ? [place, { x: next.x, y: place.y }] : [place];
  });
}

/** The line, or one edge of its band. */
export function placesOf(figure: Figure, line: FigureLine, of: 'y' | 'low' | 'high'): readonly Place[] {
  const places = line.points.map((point) => ({ x: plotX(figure, point.x), y: plotY(figure, point[of]) }));
  return line.step ? stepped(places) : places;
}
