import { element, setText } from '../dom/element.ts';
import { type ChartAxes, rangeOf } from './chart-axes.ts';
import { type ChartWords, createChart, type LineChart } from './create-chart.ts';
import { type LineDataset, writeDataset } from './dataset.ts';
import type { Line } from './line.ts';
import { color, fontFamily } from './theme.ts';

/** Draws the lines in place: the same key stays the same data set. */
function drawLines(chart: LineChart, lines: readonly Line[], axes: ChartAxes): void {
  const known = new Map((chart.data.datasets as LineDataset[]).map((dataset) => [dataset.key, dataset]));
  chart.data.datasets = lines.map((line) => {
    const dataset: LineDataset = known.get(line.key) ?? { data: [] };
    writeDataset(dataset, line, axes);
    return dataset;
  });
  paint(chart);
  useX(chart, axes);
  useY(chart, axes, lines);
  chart.update('none');
}

function useX(chart: LineChart, { xMin, xMax, xTicks }: ChartAxes): void {
  const x = chart.options.scales?.['x'];
  if (!x) return;
  if (xMin !== undefined) x.min = xMin;
  if (xMax !== undefined) x.max = xMax;
  if (!xTicks) return;
  const labels = new Map(xTicks.map(({ value, label }) => [value, label]));
  x.afterBuildTicks = (built) => void (built.ticks = xTicks.map(({ value }) => ({ value })));
  if (x.ticks) x.ticks.callback = (value) => labels.get(Number(value)) ?? '';
}

function useY(chart: LineChart, { yMin }: ChartAxes, lines: readonly Line[]): void {
  const y = chart.options.scales?.['y'];
  const range = rangeOf(lines);
  if (!y || !range) return;
  y.suggestedMin = range.low;
  y.suggestedMax = range.high;
  if (yMin === undefined) delete y.min;
  else y.min = yMin;
}

function paint(chart: LineChart): void {
  const dim = color('--dim');
  const font = { family: fontFamily(), size: 11 };
  for (const scale of ['x', 'y']) {
    const options = chart.options.scales?.[scale] as { grid: object; ticks: object; title: object; border: object };
    Object.assign(options.grid, { color: color('--grid'), tickColor: color('--grid') });
    Object.assign(options.border, { color: color('--grid') });
    Object.assign(options.ticks, { color: dim, font });
    Object.assign(options.title, { color: dim, font });
  }
  Object.assign(chart.options.plugins?.tooltip ?? {}, tooltipColors(font));
}

const tooltipColors = (font: object): object => ({
  backgroundColor: color('--hover-background'),
  bodyColor: color('--hover-foreground'),
  borderColor: color('--hover-border'),
  borderWidth: 1,
  cornerRadius: 3,
  caretSize: 0,
  bodyFont: font,
});

export interface ChartFrame {
  readonly element: HTMLElement;
  /** Sets the words at the right of the title: its unit at first. */
  note(text: string): void;
  /** Stands at the end of the title's line. */
  action(node: HTMLElement): void;
  draw(lines: readonly Line[], description: string, axes: ChartAxes): void;
}

/** A titled box of fixed height with one chart, made when it is first drawn. */
export function chartFrame(title: string, unit: string, words: ChartWords): ChartFrame {
  const canvas = element('canvas', { role: 'img' });
  const side = element('span', { class: 'dim' }, unit);
  const head = element('figcaption', { class: 'chart-head' }, element('h2', {}, title), side);
  let chart: LineChart | null = null;
  return {
    element: element('figure', { class: 'chart' }, head, element('div', { class: 'chart-box' }, canvas)),
    action: (node) => head.append(node),
    note: (text) => setText(side, text),
    draw(lines, description, axes) {
      canvas.setAttribute('aria-label', `${title}. ${description}`);
      chart ??= createChart(canvas, words);
      drawLines(chart, lines, axes);
    },
  };
}
