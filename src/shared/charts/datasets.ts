/** The lines of a figure as data sets of Chart.js: one for the stroke of a line, one for its marks. */
import type { ChartDataset } from 'chart.js';
import type { Figure, FigureAxis, FigureLine, FigurePoint, Marker } from '../figures/figure/figure.ts';
import type { Frame } from './frame.ts';
import { isShown } from './legend.ts';
import { scaled } from './scales.ts';

export type LineSet = ChartDataset<'line', FigurePoint[]>;

/** Shape, turn in degrees, and the radius at which all shapes look as large. Chart.js has no triangle that points down, but turns the one that points up. */
export const shapes: Readonly<Record<Marker, { readonly pointStyle: Exclude<Marker, 'triangleDown'>; rotation: number; radius: number }>> =
  {
    circle: { pointStyle: 'circle', rotation: 0, radius: 3.5 },
    rect: { pointStyle: 'rect', rotation: 0, radius: 4.95 },
    triangle: { pointStyle: 'triangle', rotation: 0, radius: 4.8 },
    triangleDown: { pointStyle: 'triangle', rotation: 180, radius: 4.8 },
    rectRot: { pointStyle: 'rectRot', rotation: 0, radius: 4.8 },
  };

export const widthOf = ({ marker }: Pick<FigureLine, 'marker'>): number => (marker ? 2 : 1.5);

/** One point makes no line, so it always has a marker. */
export const markerOf = ({ marker, points }: Pick<FigureLine, 'marker' | 'points'>): Marker | null =>
  marker ?? (points.length === 1 ? 'circle' : null);

const known = new WeakMap<readonly FigurePoint[], FigurePoint[]>();

/** Points with x as the scale has it, from its lowest: Chart.js takes them as they are. Kept for as long as the points are, so that nothing is made anew for them. */
function ascending(axis: FigureAxis, points: readonly FigurePoint[]): FigurePoint[] {
  const found = axis.scale === 'remaining' ? undefined : known.get(points);
  if (found) return found;
  const sorted = points.map((point) => (scaled(axis, point.x) === point.x ? point : { ...point, x: scaled(axis, point.x) }));
  sorted.sort((a, b) => a.x - b.x);
  if (axis.scale !== 'remaining') known.set(points, sorted);
  return sorted;
}

const common = { type: 'line', parsing: false, normalized: true } as const;

/** Cut off at the axes. */
const strokeOf = ({ figure, look }: Frame, line: FigureLine, order: number): LineSet => ({
  ...common,
  label: line.label,
  data: line.points.length < 2 || line.marksOnly ? [] : ascending(figure.x, line.points),
  order,
  clip: 0,
  borderColor: look.colorOf(line.color),
  borderDash: [...line.dash],
  borderWidth: widthOf(line),
  stepped: line.step ? 'before' : false,
  pointRadius: 0,
});

/** Marks of the points within the axes, each whole; hollow where a point is only a bound. */
function marksOf({ figure, look }: Frame, line: FigureLine, order: number): LineSet[] {
  const marker = markerOf(line);
  if (marker === null) return [];
  const { pointStyle, rotation, radius } = shapes[marker];
  const points = line.points.filter((point) => isShown(figure, point));
  const [ink, paper] = [look.colorOf(line.color), look.colorOf('background')];
  const data = ascending(figure.x, points);
  const marks = { pointStyle, pointRotation: rotation, pointRadius: radius, pointBorderWidth: 1.5, pointBorderColor: ink };
  const fills = data.map(({ bound = 'exact' }) => (bound === 'exact' ? ink : paper));
  return [{ ...common, label: line.label, data, order, clip: false, showLine: false, ...marks, pointBackgroundColor: fills }];
}

/** Every mark lies over every stroke, and each line over those before it: Chart.js draws from the highest order down. */
export function dataSetsOf(frame: Frame): LineSet[] {
  const { lines }: Figure = frame.figure;
  const strokes = lines.map((line, index) => strokeOf(frame, line, 2 * lines.length - index));
  const marks = lines.flatMap((line, index) => marksOf(frame, line, lines.length - index));
  return [...strokes.filter(({ data }) => data.length > 0), ...marks];
}
