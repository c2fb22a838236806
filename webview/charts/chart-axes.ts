/** Where the axes of charts begin and end, and which ticks they have: decided here, applied in `chart-frame.ts`. */
import { formatRemaining } from '../format.ts';
import type { BandPoint, Line } from './line.ts';

/** Where an end is missing, the axis holds every visible band. */
export interface ChartAxes {
  readonly xMin?: number;
  readonly xMax?: number;
  readonly yMin?: number;
  /** Ticks here and nowhere else. */
  readonly xTicks?: readonly { readonly value: number; readonly label: string }[];
}

/** Its share of the weights decides where a round stands. */
type Sized = { readonly remaining: number };

export interface RoundAxis {
  /** Where a round stands on the axis: the paper's logarithmic axis, 100 % at the left. */
  at(round: Sized): number;
  readonly axes: ChartAxes;
}

/** An axis over rounds. 0 % has no logarithm: it gets a place of its own, one step to the right of the smallest. */
export function roundAxis(rounds: readonly Sized[]): RoundAxis {
  const positive = rounds.filter(({ remaining }) => remaining > 0).map(({ remaining }) => Math.abs(Math.log(remaining)));
  const last = Math.max(0, ...positive);
  const zero = last + Math.max(0.25, last / Math.max(1, positive.length - 1));
  const at = ({ remaining }: Sized): number => (remaining > 0 ? Math.abs(Math.log(remaining)) : zero);
  const label = ({ remaining }: Sized): string => (remaining === 1 ? '100' : formatRemaining(remaining));
  const labels = new Map(rounds.map((round) => [at(round), label(round)]));
  const xTicks = [...labels].map(([value, label]) => ({ value, label })).sort((a, b) => a.value - b.value);
  return { at, axes: { xMin: xTicks[0]?.value ?? 0, xMax: Math.max(xTicks.at(-1)?.value ?? 0, 0.25), xTicks } };
}

/** Axes over a training: x ends with it; y leaves out the steep first tenth, which would flatten all the rest. */
export function curveAxes(lines: readonly Line[]): ChartAxes {
  const points = visiblePoints(lines);
  if (points.length === 0) return {};
  const xMax = Math.max(...points.map(({ x }) => x));
  const later = points.filter(({ x }) => x >= xMax / 10);
  return { xMin: 0, xMax, yMin: Math.floor(Math.min(...later.map(({ low }) => low)) * 2) / 2 };
}

export const visiblePoints = (lines: readonly Line[]): readonly BandPoint[] =>
  lines.filter(({ hidden }) => !hidden).flatMap(({ points }) => points);

/** Lowest and highest of what is seen, a little apart where they are the same; null where nothing is. */
export function rangeOf(lines: readonly Line[]): { readonly low: number; readonly high: number } | null {
  const points = visiblePoints(lines);
  if (points.length === 0) return null;
  const low = Math.min(...points.map((point) => point.low));
  const high = Math.max(...points.map((point) => point.high));
  return low < high ? { low, high } : { low: low - 0.5, high: high + 0.5 };
}

/** Whether a point's marker can be drawn whole: one beyond the axis would be cut, or lie on the labels. */
export const isInside = ({ y }: Pick<BandPoint, 'y'>, { yMin = -Infinity }: ChartAxes): boolean => y >= yMin;
