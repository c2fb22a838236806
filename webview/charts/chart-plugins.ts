import type { Chart, ChartDataset, Plugin, PointElement } from 'chart.js';
import type { BandPoint } from './line.ts';

/** The points of a data set as they were before decimation. */
export const bandOf = (dataset: object): readonly BandPoint[] => (dataset as { readonly band?: readonly BandPoint[] }).band ?? [];

/** Draws the range of each line (minimum to maximum over trials) behind the lines. */
export const bands: Plugin<'line'> = {
  id: 'bands',
  beforeDatasetsDraw(chart) {
    const { ctx, chartArea } = chart;
    ctx.save();
    ctx.beginPath();
    ctx.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height);
    ctx.clip();
    chart.data.datasets.forEach((dataset, index) => {
      if (chart.isDatasetVisible(index)) drawBand(chart, dataset as ChartDataset<'line'>);
    });
    ctx.restore();
  },
};

function drawBand(chart: Chart<'line'>, dataset: ChartDataset<'line'>): void {
  const points = bandOf(dataset);
  chart.ctx.beginPath();
  for (const point of points) chart.ctx.lineTo(...place(chart, point.x, point.high));
  for (const point of points.toReversed()) chart.ctx.lineTo(...place(chart, point.x, point.low));
  if (points.length === 1) return drawWhisker(chart, String(dataset.borderColor));
  chart.ctx.globalAlpha = 0.17;
  chart.ctx.fillStyle = String(dataset.borderColor);
  chart.ctx.fill();
}

/** The band of a single point has no area: it is a line from its minimum to its maximum. */
function drawWhisker({ ctx }: Chart<'line'>, color: string): void {
  ctx.globalAlpha = 0.5;
  ctx.lineWidth = 2;
  ctx.strokeStyle = color;
  ctx.stroke();
}

function place(chart: Chart<'line'>, x: number, y: number): [number, number] {
  return [chart.scales['x']?.getPixelForValue(x) ?? 0, chart.scales['y']?.getPixelForValue(y) ?? 0];
}

/** Draws the markers once more over the lines, unclipped: those on the edge of the chart are whole. */
export const wholeMarks: Plugin<'line'> = {
  id: 'wholeMarks',
  afterDatasetsDraw(chart) {
    for (const { data } of chart.getSortedVisibleDatasetMetas().toReversed())
      for (const point of data as PointElement[]) point.draw(chart.ctx, chart.chartArea);
  },
};
