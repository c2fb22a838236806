import { element, setText } from '../dom/element.ts';
import { color, fontFamily } from './theme.ts';
import { type ChartWords, createChart, type LineChart } from './create-chart.ts';
import { type Line, type LineDataset, writeDataset } from './line-set.ts';

/** Draws the lines in place: the same key stays the same data set. */
function drawLines(chart: LineChart, lines: readonly Line[]): void {
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

export interface ChartFrame {
  readonly element: HTMLElement;
  /** What stands at the right of the title, its unit at first. */
  note(text: string): void;
  /** Stands at the end of the title's line. */
  action(node: HTMLElement): void;
  draw(lines: readonly Line[], description: string, prepare?: (chart: LineChart) => void): void;
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
    draw(lines, description, prepare) {
      canvas.setAttribute('aria-label', `${title}. ${description}`);
      chart ??= createChart(canvas, words);
      prepare?.(chart);
      drawLines(chart, lines);
    },
  };
}
