/** The axes of a figure as scales of Chart.js: their ends, ticks and words are the figure's own. */
import type { ChartOptions, Scale } from 'chart.js';
import { tickWords } from '../figures/axis.ts';
import type { FigureAxis } from '../figures/figure.ts';
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

/** Takes the words from ticks that are too close to the one before. */
function thin(scale: Scale): void {
  let last = Number.NaN;
  const inOrder = scale.ticks.toSorted((a, b) => scale.getPixelForValue(a.value) - scale.getPixelForValue(b.value));
  for (const tick of inOrder) {
    const at = scale.getPixelForValue(tick.value);
    if (at - last < closest) tick.label = '';
    else last = at;
  }
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
