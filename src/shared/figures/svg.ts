/** A figure as SVG: the same picture in a file, in a report, and turned into PNG by a browser. */
import type { Figure } from './figure.ts';
import { paperColor } from './palette.ts';
import { plotArea } from './plot.ts';
import { axes } from './svg-axes.ts';
import { heightOf, legend } from './svg-legend.ts';
import { band, markers, stroke } from './svg-marks.ts';
import { escapeXml, group, shape, words } from './svg-text.ts';

export const svgWidth = 640;
const font = { 'font-family': "system-ui, 'Segoe UI', Helvetica, Arial, sans-serif", 'font-size': 12 };

/** @param colorOf Colour of a name of the palette; on paper by default. */
export function svgOf(figure: Figure, colorOf: (name: string) => string = paperColor): string {
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
