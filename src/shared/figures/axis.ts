/** Axes of figures: where a number lies, and which ticks there are. */
import { formatCount } from '../text/format.ts';
import type { Figure, FigureAxis, FigureLine } from './figure.ts';

/** -ln of a percentage: 100 lies at 0, smaller ones to the right of it. 0 has no logarithm: it gets a place of its own. */
function logarithm(percent: number, smallest: number): number {
  return percent > 0 ? -Math.log(percent / 100) : -Math.log(smallest / 100) + 0.25;
}

/** Place along the axis, 0 at its beginning and 1 at its end. */
export function placeOn({ scale, min, max, ticks }: FigureAxis, value: number): number {
  if (scale === 'linear') return max === min ? 0.5 : (value - min) / (max - min);
  const smallest = Math.min(...ticks.filter((tick) => tick > 0), 100);
  const [from, to] = [logarithm(max, smallest), logarithm(min, smallest)];
  return to === from ? 0.5 : (logarithm(value, smallest) - from) / (to - from);
}

/** About `wanted` round numbers that cover min to max: steps of 1, 2 or 5 times a power of ten. */
export function niceTicks(min: number, max: number, wanted = 6): readonly number[] {
  const rough = (max - min || Math.abs(max) || 1) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.floor(min / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(max / step - 1e-9));
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** A linear axis that covers all the values. */
export function linearAxis(title: string, unit: FigureAxis['unit'], values: readonly number[], from?: number): FigureAxis {
  const [low, high] = values.length === 0 ? [0, 1] : [Math.min(...values), Math.max(...values)];
  const ticks = niceTicks(from ?? low, high);
  return { title, unit, scale: 'linear', min: ticks[0] ?? 0, max: ticks.at(-1) ?? 1, ticks };
}

/** @param percents Weights remaining of the rounds. */
export function remainingAxis(percents: readonly number[]): FigureAxis {
  const [min, max] = percents.length === 0 ? [1, 100] : [Math.min(...percents), Math.max(...percents)];
  return { title: 'weights remaining, %', unit: 'percent', scale: 'remaining', min, max, ticks: percents };
}

export function tickWords({ unit, scale, ticks }: FigureAxis, value: number): string {
  if (scale === 'remaining') return value >= 99.95 ? '100' : value >= 1 ? value.toFixed(1) : String(Number(value.toPrecision(2)));
  if (unit === 'count') return formatCount(value);
  const decimals = ticks.map((tick) => String(tick).split('.')[1]?.length ?? 0);
  return value.toFixed(Math.max(0, ...decimals));
}

/** Axes of lines over a training; the steep first tenth would flatten all the rest, so `y` leaves it out. */
export function trainingAxes(lines: readonly FigureLine[], title: string): Pick<Figure, 'x' | 'y'> {
  const points = lines.flatMap((line) => line.points);
  const last = Math.max(1, ...points.map(({ x }) => x));
  const later = points.filter(({ x }) => x >= last / 10).flatMap(({ low, high }) => [low, high]);
  return { x: linearAxis('iteration', 'count', [0, last]), y: linearAxis(title, 'percent', later) };
}
