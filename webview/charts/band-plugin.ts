import type { Chart, ChartDataset, Plugin } from 'chart.js';
import type { BandPoint } from './band-point.ts';

/** Draws each line's range (min to max over trials) behind the lines. */
export const bandPlugin: Plugin<'line'> = {
  id: 'band',
  beforeDatasetsDraw(chart) {
    const { ctx, chartArea } = chart;
    ctx.save();
    ctx.beginPath();
    ctx.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height);
    ctx.clip();
    ctx.globalAlpha = 0.17;
    chart.data.datasets.forEach((dataset, index) => {
      if (chart.isDatasetVisible(index)) drawBand(chart, dataset as ChartDataset<'line'>);
    });
    ctx.restore();
  },
};

function drawBand(chart: Chart<'line'>, dataset: ChartDataset<'line'>): void {
  for (const piece of pieces(bandOf(dataset))) {
    chart.ctx.beginPath();
    for (const point of piece) chart.ctx.lineTo(...place(chart, point.x, point.high));
    for (const point of piece.toReversed()) chart.ctx.lineTo(...place(chart, point.x, point.low));
    chart.ctx.fillStyle = String(dataset.borderColor);
    chart.ctx.fill();
  }
}

/** Decimation replaces `data`; the band keeps the whole. */
export const bandOf = (dataset: object): readonly BandPoint[] => (dataset as { readonly band?: readonly BandPoint[] }).band ?? [];

function pieces(points: readonly BandPoint[]): BandPoint[][] {
  const result: BandPoint[][] = [[]];
  for (const point of points) {
    if (Number.isNaN(point.y)) result.push([]);
    else result.at(-1)?.push(point);
  }
  return result.filter((piece) => piece.length > 1);
}

function place(chart: Chart<'line'>, x: number, y: number): [number, number] {
  return [chart.scales['x']?.getPixelForValue(x) ?? 0, chart.scales['y']?.getPixelForValue(y) ?? 0];
}
