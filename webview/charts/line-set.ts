import type { ChartDataset } from 'chart.js';
import { color } from './theme.ts';

/** A point with the range that its band covers; `open` draws an open marker. */
export interface BandPoint {
  readonly x: number;
  /** NaN where nothing can be said. */
  readonly y: number;
  readonly low: number;
  readonly high: number;
  readonly open: boolean;
  /** What a click on the point means; null for lines. */
  readonly round: number | null;
  /** Shown when the pointer is near. */
  readonly words: string;
}

/** A line, its band and how it looks; `key` keeps it the same line from update to update. */
export interface Line {
  readonly key: string;
  readonly points: readonly BandPoint[];
  /** CSS variable. */
  readonly color: string;
  readonly dash: readonly number[];
  readonly point: 'circle' | 'rect' | 'triangle' | 'rectRot' | false;
  readonly width: number;
  readonly hidden: boolean;
}

export type LineDataset = ChartDataset<'line', { x: number; y: number }[]> & { key?: string; band?: readonly BandPoint[] };

/** What Chart.js needs, written into the data set that it already has. */
export function writeDataset(dataset: LineDataset, line: Line): void {
  const stroke = color(line.color);
  const background = color('--panel-background');
  Object.assign(dataset, {
    key: line.key,
    band: line.points,
    data: line.points.map(({ x, y }) => ({ x, y })),
    hidden: line.hidden,
    // Markers at the edge are drawn whole; lines end at the axis.
    clip: line.point === false ? 0 : 9,
    borderColor: stroke,
    borderDash: [...line.dash],
    borderWidth: line.width,
    pointStyle: line.point,
    pointRadius: line.point === false ? 0 : line.point === 'triangle' ? 5 : 4,
    pointHoverRadius: line.point === false ? 0 : 6,
    pointHitRadius: line.point === false ? 0 : 8,
    pointBorderWidth: 1.5,
    pointBorderColor: stroke,
    pointBackgroundColor: line.points.map(({ open }) => (open ? background : stroke)),
  });
}
