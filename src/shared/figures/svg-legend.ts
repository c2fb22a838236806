/** The legend under a figure: rows of samples with their words. */
import type { Figure, FigureLine } from './figure.ts';
import { plotArea } from './plot.ts';
import { dashOf, markerAt } from './svg-marks.ts';
import { shape, words } from './svg-text.ts';

const rowHeight = 20;
const firstRow = plotArea.bottom + 62;
/** There is nothing to measure text with: about the width of a letter at 12 px. */
const letter = 6.6;
const sample = 36;

interface Entry {
  readonly line: FigureLine;
  readonly x: number;
  readonly row: number;
}

function entries(lines: readonly FigureLine[]): readonly Entry[] {
  let [x, row]: [number, number] = [plotArea.left, 0];
  return lines.map((line) => {
    const width = sample + line.label.length * letter + 20;
    if (x > plotArea.left && x + width > plotArea.right + 16) [x, row] = [plotArea.left, row + 1];
    const entry = { line, x, row };
    x += width;
    return entry;
  });
}

/** Height of the whole figure, its legend included. */
export const heightOf = ({ lines }: Figure): number => firstRow + (entries(lines).at(-1)?.row ?? 0) * rowHeight + 14;

export function legend({ lines }: Figure, ink: string, colorOf: (name: string) => string): string {
  return entries(lines)
    .map(({ line, x, row }) => {
      const [y, color] = [firstRow + row * rowHeight, colorOf(line.color)];
      const stroke = shape('path', { d: `M${x.toFixed(2)} ${y - 4}h28`, stroke: color, 'stroke-width': 2, fill: 'none', ...dashOf(line) });
      const mark = line.marker ? markerAt(line.marker, { x: x + 14, y: y - 4 }, color, color) : '';
      return stroke + mark + words(line.label, { x: x + sample, y, fill: ink });
    })
    .join('');
}
