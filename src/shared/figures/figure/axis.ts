/** Axes of figures: their ends, and which ticks there are. */
import { formatCount, formatDecimals } from '../../text/format.ts';
import { localNumber, t } from '../../text/language.ts';
import type { Figure, FigureAxis, FigureLine } from './figure.ts';

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
  const [low, high] = values.length === 0 ? [0, 1] : [least(values), most(values)];
  // Nothing is more accurate than 100 %: where all values are, the room is below them.
  const lowest = unit === 'percent' && low === 100 && high === 100 ? 90 : low;
  const ticks = niceTicks(from ?? lowest, high);
  return { title, unit, scale: 'linear', min: ticks[0] ?? 0, max: ticks.at(-1) ?? 1, ticks };
}

/** 1, 2 and 5 times the powers of ten from min to max. */
function logarithmicTicks(min: number, max: number): readonly number[] {
  const [from, to] = [Math.floor(Math.log10(min)), Math.ceil(Math.log10(max))];
  const all = Array.from({ length: to - from + 1 }, (_, index) => [1, 2, 5].map((factor) => factor * 10 ** (from + index))).flat();
  return all.filter((tick) => tick >= min && tick <= max);
}

/** @param values Positive. */
export function logarithmicAxis(title: string, unit: FigureAxis['unit'], values: readonly number[]): FigureAxis {
  const [min, max] = values.length === 0 ? [1, 10] : [least(values), most(values)];
  return { title, unit, scale: 'logarithmic', min, max, ticks: logarithmicTicks(min, max) };
}

/** The axis from one end to another that somebody has chosen; null leaves an end as it is. Ends that would leave nothing between them are not heeded. */
export function withEnds(axis: FigureAxis, [from, to]: readonly [number | null, number | null]): FigureAxis {
  const [min, max] = [from ?? axis.min, to ?? axis.max];
  if ((from === null && to === null) || !(min < max)) return axis;
  return { ...axis, min, max, ticks: niceTicks(min, max).filter((tick) => tick >= min && tick <= max) };
}

/** By hand: spreading a hundred thousand numbers into a call is too much for it. */
export const least = (values: readonly number[]): number => values.reduce((low, value) => (value < low ? value : low), Infinity);
export const most = (values: readonly number[]): number => values.reduce((high, value) => (value > high ? value : high), -Infinity);

/** @param percents Weights remaining of the rounds. */
export function remainingAxis(percents: readonly number[]): FigureAxis {
  const [min, max] = percents.length === 0 ? [1, 100] : [Math.min(...percents), Math.max(...percents)];
  return { title: t('weights remaining, %'), unit: 'percent', scale: 'remaining', min, max, ticks: percents };
}

export function tickWords({ unit, scale, ticks }: FigureAxis, value: number): string {
  if (scale === 'remaining' && value < 1) return localNumber(String(Number(value.toPrecision(2))));
  if (scale === 'remaining') return value >= 99.95 ? '100' : formatDecimals(value, 1);
  if (unit === 'count') return formatCount(value);
  const decimals = ticks.map((tick) => String(tick).split('.')[1]?.length ?? 0);
  return formatDecimals(value, Math.max(0, ...decimals));
}

interface TrainingAxes {
  readonly unit: FigureAxis['unit'];
  /** Iterations on a logarithmic axis. */
  readonly logarithmic: boolean;
}

/** The steep first tenth would flatten all the rest, so `y` leaves it out; on a logarithmic axis it has the room that it needs. */
export function trainingAxes(
  lines: readonly FigureLine[],
  title: string,
  { unit, logarithmic }: TrainingAxes = { unit: 'percent', logarithmic: false },
): Pick<Figure, 'x' | 'y'> {
  const points = lines.flatMap((line) => line.points);
  const xs = points.map(({ x }) => x);
  const last = Math.max(1, most(xs));
  const shown = logarithmic ? points : points.filter(({ x }) => x >= last / 10);
  const later = [...shown.map(({ low }) => low), ...shown.map(({ high }) => high)];
  const across = logarithmic
    ? logarithmicAxis(
        t('iteration'),
        'count',
        xs.filter((x) => x > 0),
      )
    : linearAxis(t('iteration'), 'count', [0, last]);
  return { x: across, y: linearAxis(title, unit, later) };
}
