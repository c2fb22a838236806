/** Words at the right ends of lines. */
import type { FigureLine } from './figure.ts';
import type { FigureColor } from './palette.ts';
import { type Drawing, plotX, plotY } from './svg-layout.ts';
import { shape, words } from './svg-shapes.ts';

/** Labels closer than this would run into each other. */
const apart = 14;

interface Label {
  readonly line: FigureLine;
  /** The line's end. */
  readonly from: { readonly x: number; readonly y: number };
  y: number;
}

const between = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

function labelOf(drawing: Drawing, line: FigureLine): Label[] {
  const last = line.points.at(-1);
  if (!last || line.marksOnly) return [];
  const y = between(plotY(drawing, last.y), drawing.top, drawing.bottom);
  return [{ line, from: { x: between(plotX(drawing, last.x), drawing.left, drawing.right), y }, y }];
}

/** Moves labels apart: down from the highest, then up from the lowest end of the axes. More labels than there is room for run into each other evenly. */
export function spaced(labels: readonly Label[], top: number, bottom: number): readonly Label[] {
  const sorted = labels.toSorted((a, b) => a.y - b.y);
  const step = Math.min(apart, sorted.length > 1 ? (bottom - top) / (sorted.length - 1) : apart);
  sorted.forEach((label, index) => (label.y = Math.max(label.y, index === 0 ? top : (sorted[index - 1]?.y ?? 0) + step)));
  for (let index = sorted.length - 1; index >= 0; index--) {
    const label = sorted[index] as Label;
    label.y = Math.min(label.y, index === sorted.length - 1 ? bottom : (sorted[index + 1]?.y ?? 0) - step);
  }
  return sorted;
}

/** Each line's words beside its end, in its colour's sample and in ink, so that pale colours can be read. */
export function endLabels(drawing: Drawing, colorOf: (name: FigureColor) => string): string {
  const { figure, top, bottom, right } = drawing;
  if (drawing.legend !== 'direct') return '';
  const labels = spaced(
    figure.lines.flatMap((line) => labelOf(drawing, line)),
    top,
    bottom,
  );
  return labels
    .map(({ line, from, y }) => {
      const lead = shape('path', {
        d: `M${from.x.toFixed(1)} ${from.y.toFixed(1)}L${right + 5} ${y.toFixed(1)}`,
        stroke: colorOf(line.color),
        fill: 'none',
      });
      return lead + words(line.label, { x: right + 8, y: y + 4, fill: colorOf('foreground') });
    })
    .join('');
}
