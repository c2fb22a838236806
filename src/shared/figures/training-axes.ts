import { linearAxis } from './axis.ts';
import type { Figure, FigureLine } from './figure.ts';

/** Axes of lines over a training; the steep first tenth would flatten all the rest, so `y` leaves it out. */
export function trainingAxes(lines: readonly FigureLine[], title: string): Pick<Figure, 'x' | 'y'> {
  const points = lines.flatMap((line) => line.points);
  const last = Math.max(1, ...points.map(({ x }) => x));
  const later = points.filter(({ x }) => x >= last / 10).flatMap(({ low, high }) => [low, high]);
  return { x: linearAxis('iteration', 'count', [0, last]), y: linearAxis(title, 'percent', later) };
}
