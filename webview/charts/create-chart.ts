import {
  Chart,
  type ChartConfiguration,
  type ChartDataset,
  Decimation,
  LinearScale,
  LineController,
  LineElement,
  type Plugin,
  PointElement,
  Tooltip,
} from 'chart.js';
import { formatCount } from '../format.ts';
import type { BandPoint } from './line-set.ts';

/** Draws each line's range (min to max over trials) behind the lines. */
const bandPlugin: Plugin<'line'> = {
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
const bandOf = (dataset: object): readonly BandPoint[] => (dataset as { readonly band?: readonly BandPoint[] }).band ?? [];

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

Chart.register(Decimation, LineController, LineElement, LinearScale, PointElement, Tooltip);

export type LineChart = Chart<'line', { x: number; y: number }[]>;

export interface ChartWords {
  readonly xTitle: string;
  readonly yUnit: 'percent' | 'count';
  /** Round of the point that was clicked. */
  readonly pick?: (round: number) => void;
}

/** A chart with everything off that costs time: no animation, no parsing, no sorting. */
export function createChart(canvas: HTMLCanvasElement, words: ChartWords): LineChart {
  return new Chart(canvas, configuration(words)) as LineChart;
}

function configuration(words: ChartWords): ChartConfiguration<'line', { x: number; y: number }[]> {
  return {
    type: 'line',
    data: { datasets: [] },
    plugins: [bandPlugin as never],
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      layout: { padding: { top: 4, right: 10 } },
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: 'nearest', axis: 'xy', intersect: false },
      scales: {
        x: {
          type: 'linear',
          title: { display: true, text: words.xTitle },
          ticks: { maxRotation: 0, autoSkipPadding: 6, callback: (value) => formatCount(Number(value)) },
        },
        y: {
          type: 'linear',
          ticks: { callback: (value, _index, ticks) => tickLabel(words.yUnit, Number(value), ticks), maxTicksLimit: 9 },
          ...(words.yUnit === 'count' ? { min: 0 } : {}),
        },
      },
      plugins: {
        decimation: { enabled: true, algorithm: 'min-max' },
        tooltip: {
          animation: false,
          displayColors: false,
          callbacks: { title: () => '', label: ({ dataset, raw }) => wordsOf(dataset, raw) },
        },
      },
      onClick: (_event, elements, chart) => picked(chart as never, elements[0], words.pick),
    },
  };
}

/** As many decimals as the finest tick needs, the same for all of them. */
function tickLabel(unit: ChartWords['yUnit'], value: number, ticks: readonly { readonly value: number }[]): string {
  if (unit === 'count') return formatCount(value);
  const decimals = ticks.map((tick) => String(Number(tick.value.toFixed(6))).split('.')[1]?.length ?? 0);
  return value.toFixed(Math.max(0, ...decimals));
}

function wordsOf(dataset: object, raw: unknown): string {
  const x = (raw as { readonly x: number }).x;
  return bandOf(dataset).find((point) => point.x === x)?.words ?? '';
}

function picked(chart: LineChart, hit: { datasetIndex: number; index: number } | undefined, pick: ChartWords['pick']): void {
  const dataset = hit && chart.data.datasets[hit.datasetIndex];
  const round = dataset ? bandOf(dataset)[hit.index]?.round : null;
  if (typeof round === 'number') pick?.(round);
}
