/** Lines, bands and markers of a figure. */
import type { FigureLine, Marker } from './figure.ts';
import { type Drawing, isShown, type Place, placesOf, plotX, plotY } from './svg-layout.ts';
import { coordinate, shape } from './svg-shapes.ts';

const path = (places: readonly Place[]): string =>
  places.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${coordinate(x)} ${coordinate(y)}`).join('');

/** Minimum to maximum over trials; nothing where they are the same everywhere. The band of a single point is a line. */
export function band(drawing: Drawing, line: FigureLine, color: string): string {
  if (line.points.every(({ low, high }) => low === high)) return '';
  const edge = [...placesOf(drawing, line, 'high'), ...placesOf(drawing, line, 'low').toReversed()];
  if (line.points.length > 1) return shape('path', { d: `${path(edge)}Z`, fill: color, 'fill-opacity': 0.17 });
  return shape('path', { d: path(edge), stroke: color, 'stroke-width': 2, 'stroke-opacity': 0.5 });
}

/** Bars closer than this would be a band. */
const closestBars = 12;

/** Minimum to maximum at the points, as bars with feet. */
export function errorBars(drawing: Drawing, line: FigureLine, color: string): string {
  let last = -Infinity;
  const bars = line.points.flatMap(({ x, low, high }) => {
    const at = plotX(drawing, x);
    if (low === high || at - last < closestBars) return [];
    last = at;
    const [top, bottom] = [plotY(drawing, high), plotY(drawing, low)].map(coordinate);
    const [left, middle, right] = [at - 3, at, at + 3].map(coordinate);
    return [`M${left} ${top}H${right}M${middle} ${top}V${bottom}M${left} ${bottom}H${right}`];
  });
  return bars.length === 0
    ? ''
    : shape('path', { d: bars.join(''), fill: 'none', stroke: color, 'stroke-width': 1.25, 'stroke-opacity': 0.75 });
}

/** The range over trials as the figure wants it. */
export function spread(drawing: Drawing, line: FigureLine, color: string): string {
  const { spreads = 'bands', spreadOf, lines } = drawing.figure;
  if (line.marksOnly || spreads === 'none') return '';
  if (spreads === 'bars') return errorBars(drawing, line, color);
  const alone = lines.find(({ key }) => key !== undefined && key === spreadOf) ?? lines.find(({ across }) => !across);
  return spreads === 'bands' || line === alone ? band(drawing, line, color) : '';
}

/** Nothing where the line is whole. */
export const dashOf = ({ dash }: FigureLine): Record<string, string> => (dash.length > 0 ? { 'stroke-dasharray': dash.join(' ') } : {});

export function stroke(drawing: Drawing, line: FigureLine, color: string): string {
  if (line.points.length < 2 || line.marksOnly) return '';
  const d = path(placesOf(drawing, line, 'y'));
  return shape('path', { d, fill: 'none', stroke: color, 'stroke-width': line.marker ? 2 : 1.5, ...dashOf(line) });
}

type Corners = readonly (readonly [number, number])[];

/** Corners around the marker's place. */
const outlines: Readonly<Record<Exclude<Marker, 'circle'>, Corners>> = {
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

/** A marker for each point within the axes; one point makes no line, so it always has a marker. */
export function markers(drawing: Drawing, { marker, points }: FigureLine, color: string, background: string): string {
  const shapeOf = marker ?? (points.length === 1 ? 'circle' : null);
  if (shapeOf === null) return '';
  const shown = points.filter((point) => isShown(drawing.figure, point));
  const place = ({ x, y }: (typeof points)[number]): Place => ({ x: plotX(drawing, x), y: plotY(drawing, y) });
  return shown.map((point) => markerAt(shapeOf, place(point), color, point.open ? background : color)).join('');
}
