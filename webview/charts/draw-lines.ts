import type { LineChart } from './create-chart.ts';
import type { Line, LineDataset } from './line-set.ts';
import { writeDataset } from './line-set.ts';
import { color, fontFamily } from '../theme.ts';

/** Draws the lines in place: the same key stays the same data set. */
export function drawLines(chart: LineChart, lines: readonly Line[]): void {
  const known = new Map((chart.data.datasets as LineDataset[]).map((dataset) => [dataset.key, dataset]));
  chart.data.datasets = lines.map((line) => {
    const dataset: LineDataset = known.get(line.key) ?? { data: [] };
    writeDataset(dataset, line);
    return dataset;
  });
  paint(chart);
  range(chart, lines);
  chart.update('none');
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

/** The axis holds every visible band. */
function range(chart: LineChart, lines: readonly Line[]): void {
  const points = lines.filter(({ hidden }) => !hidden).flatMap((line) => line.points.filter(({ y }) => !Number.isNaN(y)));
  const y = chart.options.scales?.['y'];
  if (!y || points.length === 0) return;
  y.suggestedMin = Math.min(...points.map(({ low }) => low));
  y.suggestedMax = Math.max(...points.map(({ high }) => high));
}
