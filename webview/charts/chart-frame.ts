import { element } from '../dom/element.ts';
import { setText } from '../dom/text.ts';
import type { ChartWords, LineChart } from './create-chart.ts';
import { createChart } from './create-chart.ts';
import { drawLines } from './draw-lines.ts';
import type { Line } from './line-set.ts';

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
