/** Lines, bands and markers of a figure. */
import type { Figure, FigureLine, Marker } from './figure.ts';
import { coordinate, type Place, placesOf, plotX, plotY, shape } from './svg-axes.ts';

const path = (places: readonly Place[]): string =>
  places.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${coordinate(x)} ${coordinate(y)}`).join('');

/** Minimum to maximum over trials; nothing where they are the same everywhere. */
export function band(figure: Figure, line: FigureLine, color: string): string {
  if (line.points.length < 2 || line.points.every(({ low, high }) => low === high)) return '';
  const edge = [...placesOf(figure, line, 'high'), ...placesOf(figure, line, 'low').toReversed()];
  return shape('path', { d: `${path(edge)}Z`, fill: color, 'fill-opacity': 0.17 });
}

/** Nothing where the line is whole. */
export const dashOf = ({ dash }: FigureLine): Record<string, string> => (dash.length > 0 ? { 'stroke-dasharray': dash.join(' ') } : {});

export function stroke(figure: Figure, line: FigureLine, color: string): string {
  if (line.points.length < 2) return '';
  const d = path(placesOf(figure, line, 'y'));
  return shape('path', { d, fill: 'none', stroke: color, 'stroke-width': line.marker ? 2 : 1.5, ...dashOf(line) });
}

const outlines: Readonly<Record<Exclude<Marker, 'circle'>, readonly (readonly [number, number])[]>> = {
  rect: [
    [-3.5, -3.5],
    [3.5, -3.5],
    [3.5, 3.5],
    [-3.5, 3.5],
  ],
  triangle: [
    [0, -4.5],
    [4.5, 3.5],
    [-4.5, 3.5],
  ],
  triangleDown: [
    [0, 4.5],
    [4.5, -3.5],
    [-4.5, -3.5],
  ],
  rectRot: [
    [0, -4.8],
    [4.8, 0],
    [0, 4.8],
    [-4.8, 0],
  ],
};

export function markerAt(marker: Marker, { x, y }: Place, color: string, fill: string): string {
  const look = { stroke: color, 'stroke-width': 1.5, fill };
  if (marker === 'circle') return shape('circle', { cx: x, cy: y, r: 3.5, ...look });
  return shape('path', { d: `${path(outlines[marker].map(([dx, dy]) => ({ x: x + dx, y: y + dy })))}Z`, ...look });
}

export function markers(figure: Figure, { marker, points }: FigureLine, color: string, background: string): string {
  if (marker === null) return '';
  const at = points.map((point) => ({ place: { x: plotX(figure, point.x), y: plotY(figure, point.y) }, open: point.open }));
  return at.map(({ place, open }) => markerAt(marker, place, color, open ? background : color)).join('');
}
