import { Chart, type ChartConfiguration, Decimation, LinearScale, LineController, LineElement, PointElement, Tooltip } from 'chart.js';
import { formatCount } from '../format.ts';
import { bandOf, bands, wholeMarks } from './chart-plugins.ts';

Chart.register(Decimation, LineController, LineElement, LinearScale, PointElement, Tooltip);

export type LineChart = Chart<'line', { x: number; y: number }[]>;

export interface ChartWords {
  readonly xTitle: string;
  readonly yUnit: 'percent' | 'count';
  /** Round of the point that was clicked. */
  readonly pick?: (round: number) => void;
}

/** Words of every chart over iterations. */
export const curveWords: ChartWords = { xTitle: 'iteration', yUnit: 'percent' };

/** A chart with everything off that costs time: no animation, no parsing, no sorting. */
export function createChart(canvas: HTMLCanvasElement, words: ChartWords): LineChart {
  return new Chart(canvas, configuration(words)) as LineChart;
}

function configuration(words: ChartWords): ChartConfiguration<'line', { x: number; y: number }[]> {
  return {
    type: 'line',
    data: { datasets: [] },
    plugins: [bands as never, wholeMarks as never],
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
