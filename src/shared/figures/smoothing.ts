/** Lines with less noise. */
import type { FigureLine, FigurePoint } from './figure/figure.ts';

/** Sums of the first points: the mean of any run of points is a difference of two. */
function runningSums(points: readonly FigurePoint[], of: 'y' | 'low' | 'high'): Float64Array {
  const sums = new Float64Array(points.length + 1);
  points.forEach((point, index) => (sums[index + 1] = (sums[index] ?? 0) + point[of]));
  return sums;
}

/** Each point becomes the mean of itself and its neighbours on both sides: fewer near the ends, as many on one side as on the other. @param window Points, odd. */
export function smoothed(line: FigureLine, window: number): FigureLine {
  const { points } = line;
  if (window <= 1 || line.marksOnly) return line;
  const sums = { y: runningSums(points, 'y'), low: runningSums(points, 'low'), high: runningSums(points, 'high') };
  const half = Math.floor(window / 2);
  return {
    ...line,
    points: points.map((point, index) => {
      const reach = Math.min(half, index, points.length - 1 - index);
      const mean = (of: keyof typeof sums): number =>
        ((sums[of][index + reach + 1] ?? 0) - (sums[of][index - reach] ?? 0)) / (2 * reach + 1);
      return { ...point, y: mean('y'), low: mean('low'), high: mean('high') };
    }),
  };
}
