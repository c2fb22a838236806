import { Chart, Decimation, LineController, LineElement, LinearScale, PointElement, Tooltip } from 'chart.js';
import type { ChartConfiguration } from 'chart.js';
import { bandPlugin } from './band-plugin.ts';
import { bandOf } from './band-plugin.ts';

Chart.register(Decimation, LineController, LineElement, LinearScale, PointElement, Tooltip);

export type LineChart = Chart<'line', { x: number; y: number }[]>;

export interface ChartWords {
  readonly xTitle: string;
  readonly yFormat: (value: number) => string;
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
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: 'nearest', axis: 'xy', intersect: false },
      scales: {
        x: { type: 'linear', title: { display: true, text: words.xTitle }, ticks: { maxRotation: 0, autoSkipPadding: 6 } },
        y: { type: 'linear', ticks: { callback: (value) => words.yFormat(Number(value)), maxTicksLimit: 9 } },
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

function wordsOf(dataset: object, raw: unknown): string {
  const x = (raw as { readonly x: number }).x;
  return bandOf(dataset).find((point) => point.x === x)?.words ?? '';
}

function picked(chart: LineChart, hit: { datasetIndex: number; index: number } | undefined, pick: ChartWords['pick']): void {
  const dataset = hit && chart.data.datasets[hit.datasetIndex];
  const round = dataset ? bandOf(dataset)[hit.index]?.round : null;
  if (typeof round === 'number') pick?.(round);
}
