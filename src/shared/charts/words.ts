/** Words around the axes: the titles above, the lines' names beside or below, the note on what is not seen. */
import { drawPoint } from 'chart.js/helpers';
import type { FigureLine } from '../figures/figure/figure.ts';
import { type DrawingContext, fontOf } from './canvas.ts';
import { shapes } from './datasets.ts';
import { type Frame, titleHeight } from './frame.ts';
import { type Entry, rowHeight, rowsOf, sample } from './legend.ts';
import type { Plot } from './spreads.ts';

function drawTitles(context: DrawingContext, { figure, look, titles }: Frame, plot: Plot): void {
  context.font = fontOf(look.family, true);
  titles.forEach((title, index) => context.fillText(title, plot.left, 20 + index * titleHeight));
  context.font = fontOf(look.family);
  context.textAlign = 'right';
  context.fillText(figure.y.title, plot.right, plot.top - 16);
  context.textAlign = 'left';
}

/** Labels closer than this would run into each other. */
const apart = 14;

export interface EndLabel {
  readonly line: FigureLine;
  /** The line's end. */
  readonly from: { readonly x: number; readonly y: number };
  y: number;
}

const between = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

function labelOf(plot: Plot, line: FigureLine): EndLabel[] {
  const last = line.points.at(-1);
  if (!last || line.marksOnly) return [];
  const y = between(plot.y(last.y), plot.top, plot.bottom);
  return Number.isNaN(y) ? [] : [{ line, from: { x: between(plot.x(last.x), plot.left, plot.right), y }, y }];
}

/** Moves labels apart: down from the highest, then up from the lowest end of the axes. More labels than there is room for run into each other evenly. */
export function spaced(labels: readonly EndLabel[], top: number, bottom: number): readonly EndLabel[] {
  const sorted = labels.toSorted((a, b) => a.y - b.y);
  const step = Math.min(apart, sorted.length > 1 ? (bottom - top) / (sorted.length - 1) : apart);
  sorted.forEach((label, index) => (label.y = Math.max(label.y, index === 0 ? top : (sorted[index - 1]?.y ?? 0) + step)));
  for (let index = sorted.length - 1; index >= 0; index--) {
    const label = sorted[index] as EndLabel;
    label.y = Math.min(label.y, index === sorted.length - 1 ? bottom : (sorted[index + 1]?.y ?? 0) - step);
  }
  return sorted;
}

/** Each line's words beside its end, led to by its colour and in ink, so that pale colours can be read. Where the line ends earlier, faint dots lead on: they are no data. */
function drawEndLabels(context: DrawingContext, { figure, look }: Frame, plot: Plot): void {
  const labels = figure.lines.flatMap((line) => labelOf(plot, line));
  context.lineWidth = 1;
  for (const { line, from, y } of spaced(labels, plot.top, plot.bottom)) {
    context.strokeStyle = look.colorOf(line.color);
    context.setLineDash(from.x < plot.right - 1 ? [1, 5] : []);
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(plot.right + 5, y);
    context.stroke();
    context.fillText(line.label, plot.right + 8, y + 4);
  }
  context.setLineDash([]);
}

/** A sample of the line with its marker, and its words. */
function drawEntry(context: DrawingContext, { look }: Frame, { line, pieces, x }: Entry, y: number): void {
  const { color, dash, marker } = line;
  context.strokeStyle = look.colorOf(color);
  context.lineWidth = 2;
  context.setLineDash([...dash]);
  context.beginPath();
  context.moveTo(x, y - 4);
  context.lineTo(x + 28, y - 4);
  context.stroke();
  context.setLineDash([]);
  if (marker) {
    const { pointStyle, rotation, radius } = shapes[marker];
    context.fillStyle = look.colorOf(color);
    drawPoint(context as never, { pointStyle, rotation, radius, borderWidth: 1.5 }, x + 14, y - 4);
  }
  context.fillStyle = look.colorOf('foreground');
  pieces.forEach((piece, index) => context.fillText(piece, x + sample, y + index * rowHeight));
}

function drawLegend(context: DrawingContext, frame: Frame): void {
  const { entries, note, look, height, bottom, yAxis } = frame;
  const first = height - bottom + 14;
  for (const entry of entries) drawEntry(context, frame, entry, first + entry.row * rowHeight);
  context.fillStyle = look.colorOf('dim');
  if (note !== '') context.fillText(note, yAxis, first + rowsOf(entries) * rowHeight);
}

export function drawWords(context: DrawingContext, frame: Frame, plot: Plot): void {
  context.save();
  context.fillStyle = frame.look.colorOf('foreground');
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
  context.setLineDash([]);
  drawTitles(context, frame, plot);
  if (frame.legend === 'direct') drawEndLabels(context, frame, plot);
  drawLegend(context, frame);
  context.restore();
}
