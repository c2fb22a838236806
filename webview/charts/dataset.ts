import type { ChartDataset } from 'chart.js';
import type { Marker } from '../../src/shared/figures/figure.ts';
import { type ChartAxes, isInside } from './chart-axes.ts';
import { type BandPoint, type Line, markerOf } from './line.ts';
import { variableOf } from './panel-colors.ts';
import { color } from './theme.ts';

/** A data set of Chart.js. Decimation replaces its `data`; `band` keeps every point. */
export type LineDataset = ChartDataset<'line', { x: number; y: number }[]> & { key?: string; band?: readonly BandPoint[] };

/** Chart.js has no triangle that points down, but turns the one that points up. */
const pointShape = (marker: Marker | null): object =>
  marker === 'triangleDown' ? { pointStyle: 'triangle', pointRotation: 180 } : { pointStyle: marker ?? false, pointRotation: 0 };

/** A triangle of the same radius looks smaller. */
const radiusOf = (marker: Marker): number => (marker === 'triangle' || marker === 'triangleDown' ? 5 : 4);

function marks(line: Line, axes: ChartAxes, stroke: string): object {
  const marker = markerOf(line);
  const radius = marker === null ? 0 : radiusOf(marker);
  const background = color('--panel-background');
  return {
    ...pointShape(marker),
    pointRadius: line.points.map((point) => (isInside(point, axes) ? radius : 0)),
    pointHoverRadius: radius === 0 ? 0 : 6,
    pointHitRadius: radius === 0 ? 0 : 8,
    pointBorderWidth: 1.5,
    pointBorderColor: stroke,
    pointBackgroundColor: line.points.map(({ open }) => (open ? background : stroke)),
  };
}

/** Writes a line into the data set that Chart.js already has for it. */
export function writeDataset(dataset: LineDataset, line: Line, axes: ChartAxes): void {
  const stroke = color(variableOf(line.color));
  Object.assign(dataset, {
    key: line.key,
    band: line.points,
    data: line.points.map(({ x, y }) => ({ x, y })),
    hidden: line.hidden,
    // Lines end at the axis; `wholeMarks` draws the markers on its edge.
    clip: 0,
    borderColor: stroke,
    borderDash: [...line.dash],
    borderWidth: line.width,
    ...marks(line, axes, stroke),
  });
}
