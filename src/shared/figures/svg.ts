/** A figure as SVG: the same picture in a file, in a report, and turned into PNG by a browser. */
import type { Figure, FigureLine } from './figure.ts';
import type { FigureColor } from './palette.ts';
import { paperColor } from './series-looks.ts';
import { axes, escapeXml, group, plotArea, shape, words } from './svg-axes.ts';
import { band, dashOf, markerAt, markers, stroke } from './svg-marks.ts';

// The legend under a figure: rows of samples with their words.
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
const heightOf = ({ lines }: Figure): number => firstRow + (entries(lines).at(-1)?.row ?? 0) * rowHeight + 14;

function legend({ lines }: Figure, ink: string, colorOf: (name: FigureColor) => string): string {
  return entries(lines)
    .map(({ line, x, row }) => {
      const [y, color] = [firstRow + row * rowHeight, colorOf(line.color)];
      const stroke = shape('path', { d: `M${x.toFixed(2)} ${y - 4}h28`, stroke: color, 'stroke-width': 2, fill: 'none', ...dashOf(line) });
      const mark = line.marker ? markerAt(line.marker, { x: x + 14, y: y - 4 }, color, color) : '';
      return stroke + mark + words(line.label, { x: x + sample, y, fill: ink });
    })
    .join('');
}

export const svgWidth = 640;
const font = { 'font-family': "system-ui, 'Segoe UI', Helvetica, Arial, sans-serif", 'font-size': 12 };

/** @param colorOf CSS colour of a name; on white paper by default. */
export function svgOf(figure: Figure, colorOf: (name: FigureColor) => string = paperColor): string {
  const [height, ink, background] = [heightOf(figure), colorOf('foreground'), colorOf('background')];
  const clip = `clip-${figure.id}`;
  const { left, right, top, bottom } = plotArea;
  const parts = [
    shape('rect', { width: svgWidth, height, fill: background }),
    words(figure.title, { x: left, y: 20, fill: ink, 'font-weight': 'bold' }),
    axes(figure, ink, colorOf('grid')),
    `<clipPath id="${escapeXml(clip)}">${shape('rect', { x: left - 6, y: top - 6, width: right - left + 12, height: bottom - top + 12 })}</clipPath>`,
    group(
      { 'clip-path': `url(#${clip})` },
      ...figure.lines.map((line) => band(figure, line, colorOf(line.color))),
      ...figure.lines.map((line) => stroke(figure, line, colorOf(line.color))),
      ...figure.lines.map((line) => markers(figure, line, colorOf(line.color), background)),
    ),
    legend(figure, ink, colorOf),
  ];
  const size = `width="${svgWidth}" height="${height}" viewBox="0 0 ${svgWidth} ${height}"`;
  const name = `<title>${escapeXml(figure.title)}</title><desc>${escapeXml(figure.caption)}</desc>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" ${size}>${name}${group(font, ...parts)}</svg>`;
}
