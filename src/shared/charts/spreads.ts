/** Ranges over trials: bands behind the lines, or bars at their points. */
import type { Figure, FigureLine, FigurePoint } from '../figures/figure/figure.ts';
import type { DrawingContext } from './canvas.ts';
import type { Frame } from './frame.ts';

/** The axes on the picture. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  x(value: number): number;
  y(value: number): number;
}

interface Edge {
  readonly x: number;
  high: number;
  low: number;
}

/** One place a column of pixels where there are more points than columns. */
function edgesOf(plot: Plot, points: readonly FigurePoint[]): readonly Edge[] {
  const places = points.map(({ x, low, high }): Edge => ({ x: plot.x(x), high: plot.y(high), low: plot.y(low) }));
  if (places.length <= 2 * (plot.right - plot.left)) return places;
  const columns: Edge[] = [];
  for (const place of places) {
    const last = columns.at(-1);
    if (!last || Math.floor(last.x) !== Math.floor(place.x)) columns.push(place);
    else [last.high, last.low] = [Math.min(last.high, place.high), Math.max(last.low, place.low)];
  }
  return columns;
}

/** The band of a single point has no area: it is a line. */
function drawBand(context: DrawingContext, plot: Plot, points: readonly FigurePoint[]): void {
  const edges = edgesOf(plot, points);
  context.beginPath();
  for (const { x, high } of edges) context.lineTo(x, high);
  for (const { x, low } of edges.toReversed()) context.lineTo(x, low);
  if (points.length === 1) {
    context.globalAlpha = 0.5;
    context.lineWidth = 2;
    return context.stroke();
  }
  context.closePath();
  context.globalAlpha = 0.17;
  context.fill();
}

/** Bars closer than this would be a band. */
const closestBars = 12;

/** Bars with feet. */
function drawBars(context: DrawingContext, plot: Plot, points: readonly FigurePoint[]): void {
  let last = -Infinity;
  context.beginPath();
  for (const { x, low, high } of points) {
    const at = plot.x(x);
    if (low === high || Math.abs(at - last) < closestBars) continue;
    last = at;
    for (const end of [plot.y(high), plot.y(low)]) {
      context.moveTo(at - 3, end);
      context.lineTo(at + 3, end);
    }
    context.moveTo(at, plot.y(high));
    context.lineTo(at, plot.y(low));
  }
  context.globalAlpha = 0.75;
  context.lineWidth = 1.25;
  context.stroke();
}

/** Lines whose range is drawn: where they are the same everywhere there is none. */
function linesWithSpread({ lines, spreads = 'bands', spreadOf }: Figure): readonly FigureLine[] {
  if (spreads === 'none') return [];
  const alone = lines.find(({ key }) => key !== undefined && key === spreadOf) ?? lines.find(({ across }) => !across);
  const wanted = spreads === 'one' ? lines.filter((line) => line === alone) : lines;
  return wanted.filter(({ marksOnly, points }) => !marksOnly && points.some(({ low, high }) => low !== high));
}

/** Cut off at the axes. */
export function drawSpreads(context: DrawingContext, { figure, look }: Frame, plot: Plot): void {
  const draw = figure.spreads === 'bars' ? drawBars : drawBand;
  context.save();
  context.beginPath();
  context.rect(plot.left, plot.top, plot.right - plot.left, plot.bottom - plot.top);
  context.clip();
  for (const line of linesWithSpread(figure)) {
    context.setLineDash([]);
    context.fillStyle = context.strokeStyle = look.colorOf(line.color);
    draw(context, plot, line.points);
  }
  context.restore();
}
