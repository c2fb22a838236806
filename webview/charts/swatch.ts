import type { SeriesName } from '../../src/shared/specs/series.ts';
import { type SeriesStyle, seriesStyles } from './series.ts';

const namespace = 'http://www.w3.org/2000/svg';

const shapes = {
  circle: 'M 14 2.5 a 3.5 3.5 0 1 0 0.01 0 Z',
  rect: 'M 10.8 2.8 h 6.4 v 6.4 h -6.4 Z',
  triangle: 'M 14 1.8 L 18 9 H 10 Z',
  rectRot: 'M 14 1.6 L 18.4 6 L 14 10.4 L 9.6 6 Z',
};

/** A bit of the series' line with its marker, for legends. */
export const seriesSwatch = (name: SeriesName): SVGElement => swatch(seriesStyles[name]);

/** The same for a line that is no series. */
export function swatch(style: SeriesStyle): SVGElement {
  const svg = shape('svg', { class: 'swatch', viewBox: '0 0 28 12', width: '28', height: '12', 'aria-hidden': 'true' });
  svg.style.color = `var(${style.color})`;
  svg.append(
    shape('line', { x1: '0', y1: '6', x2: '28', y2: '6', 'stroke-width': '2', 'stroke-dasharray': style.dash.join(' ') || 'none' }),
    shape('path', { d: shapes[style.point], class: 'marker' }),
  );
  return svg;
}

function shape(tag: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const node = document.createElementNS(namespace, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}
