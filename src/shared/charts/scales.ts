/** The axes of a figure as scales of Chart.js: their ends, ticks and words are the figure's own. */
import type { ChartOptions, Scale } from 'chart.js';
import { tickWords } from '../figures/figure/axis.ts';
import type { FigureAxis } from '../figures/figure/figure.ts';
import { fontSize } from './canvas.ts';
import { type Frame, xAxis } from './frame.ts';

/** Labels whose middles are closer than this would run into each other. */
const closest = 38;

/** 0 % has no logarithm: it gets a place beyond the smallest size that has one. */
const beyond = Math.exp(-0.25);

/** The number that stands for a value on the axis' scale. */
export function scaled({ scale, ticks }: FigureAxis, value: number): number {
  if (scale !== 'remaining' || value > 0) return value;
  return Math.min(...ticks.filter((tick) => tick > 0), 100) * beyond;
}

/** A single value stands in the middle. */
function endsOf(axis: FigureAxis): { readonly min: number; readonly max: number } {
  const [min, max] = [scaled(axis, axis.min), scaled(axis, axis.max)];
  if (min < max) return { min, max };
  return axis.scale === 'linear' ? { min: min - 0.5, max: min + 0.5 } : { min: min / 2, max: min * 2 };
}

/** Gaps that differ by less look alike: sizes of rounds are counts of weights, and nearly a geometric series. */
const alike = 1.2;

/**
 * Which of these places have room for words: every second, every third, where they stand evenly; else each that is far enough from the one before.
 * @param places In pixels, ascending.
 */
export function roomForWords(places: readonly number[]): readonly boolean[] {
  const gaps = places.slice(1).map((place, index) => place - (places[index] ?? 0));
  const [least, most] = [Math.min(...gaps), Math.max(...gaps)];
  const stride = Math.max(1, Math.ceil(closest / (least * 1.02)));
  if (places.length < 2 || (least > 0 && most < least * alike)) return places.map((_, index) => index % stride === 0);
  let last = Number.NEGATIVE_INFINITY;
  return places.map((place) => {
    const shown = place - last >= closest;
    if (shown) last = place;
    return shown;
  });
}

/** Takes the words from ticks that are too close to others. */
function thin(scale: Scale): void {
  const placed = scale.ticks.map((tick) => ({ tick, at: scale.getPixelForValue(tick.value) })).toSorted((a, b) => a.at - b.at);
  const shown = roomForWords(placed.map(({ at }) => at));
  placed.forEach(({ tick }, index) => (shown[index] ? undefined : (tick.label = '')));
}

function commonOptions({ look: { colorOf, family } }: Frame, axis: FigureAxis) {
  const font = { family, size: fontSize };
  const grid = colorOf('grid');
  const shown = axis.ticks.map((tick) => ({ value: scaled(axis, tick), label: tickWords(axis, tick) }));
  const ends = endsOf(axis);
  const ticks = shown.filter(({ value }) => value >= ends.min && value <= ends.max);
  const labels = new Map(ticks.map(({ value, label }) => [value, label]));
  return {
    type: axis.scale === 'linear' ? ('linear' as const) : ('logarithmic' as const),
    reverse: axis.scale === 'remaining',
    ...ends,
    border: { display: false },
    grid: { color: grid, drawTicks: false, lineWidth: 1 },
    title: { display: false, text: '', color: colorOf('foreground'), font },
    ticks: {
      ...{ color: colorOf('foreground'), font, padding: 8, autoSkip: false, maxRotation: 0, major: { enabled: false } },
      callback: (value: number | string): string => labels.get(Number(value)) ?? '',
    },
    afterBuildTicks: (scale: Scale): void => void (scale.ticks = ticks.map(({ value }) => ({ value }))),
  };
}

/** Both scales; the title of the y axis stands above it, where it needs no room beside it. */
export function scalesOf(frame: Frame): NonNullable<ChartOptions<'line'>['scales']> {
  const { x, y } = frame.figure;
  const across = commonOptions(frame, x);
  return {
    x: {
      ...across,
      title: { ...across.title, display: true, text: x.title },
      beforeCalculateLabelRotation: thin,
      afterFit: (scale: Scale): void => void (scale.height = xAxis),
    },
    y: { ...commonOptions(frame, y), afterFit: (scale: Scale): void => void (scale.width = frame.yAxis) },
  };
}
