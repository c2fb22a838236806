/** A figure as SVG: the same picture in the panel, in a file, in a report, and turned into PNG by a browser. */
import type { Figure } from './figure.ts';
import type { FigureColor } from './palette.ts';
import { paperColor } from './series-looks.ts';
import { axes } from './svg-axes.ts';
import { endLabels } from './svg-labels.ts';
import { type Drawing, drawingOf, fontSize, svgWidth } from './svg-layout.ts';
import { heightOf, legend } from './svg-legend.ts';
import { markers, spread, stroke } from './svg-marks.ts';
import { escapeXml, group, shape, words } from './svg-shapes.ts';

const font = { 'font-family': "system-ui, 'Segoe UI', Helvetica, Arial, sans-serif", 'font-size': fontSize };

/** Bands and lines, cut off at the axes, and over them the markers within the axes, each whole. */
function plot(drawing: Drawing, colorOf: (name: FigureColor) => string): string {
  const { figure, left, right, top, bottom } = drawing;
  const clip = `clip-${figure.id}`;
  const area = shape('rect', { x: left, y: top, width: right - left, height: bottom - top });
  const clipped = group(
    { 'clip-path': `url(#${clip})` },
    ...figure.lines.map((line) => spread(drawing, line, colorOf(line.color))),
    ...figure.lines.map((line) => stroke(drawing, line, colorOf(line.color))),
  );
  const marks = figure.lines.map((line) => markers(drawing, line, colorOf(line.color), colorOf('background')));
  return `<clipPath id="${escapeXml(clip)}">${area}</clipPath>${clipped}${marks.join('')}`;
}

export interface SvgOptions {
  /** CSS colour of a name; on white paper by default. */
  readonly colorOf?: (name: FigureColor) => string;
  /** In pixels; letters have their size at any width. */
  readonly width?: number;
  /** Whether the words of the lines stand below. */
  readonly legend?: boolean;
  /** Whether the picture has a name of its own; browsers show it under the pointer. */
  readonly named?: boolean;
}

export function svgOf(
  figure: Figure,
  { colorOf = paperColor, width = svgWidth, legend: below = true, named = true }: SvgOptions = {},
): string {
  const drawing = drawingOf(figure, width, below);
  const [height, ink] = [heightOf(drawing), colorOf('foreground')];
  const parts = [
    shape('rect', { width, height, fill: colorOf('background') }),
    words(figure.title, { x: drawing.left, y: 20, fill: ink, 'font-weight': 'bold' }),
    axes(drawing, ink, colorOf('grid')),
    plot(drawing, colorOf),
    endLabels(drawing, colorOf),
    legend(drawing, colorOf),
  ];
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  const name = named ? `<title>${escapeXml(figure.title)}</title><desc>${escapeXml(figure.caption)}</desc>` : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" ${size}>${name}${group(font, ...parts)}</svg>`;
}
