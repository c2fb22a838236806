import type { FigureLine, Marker } from '../../src/shared/figures/figure/figure.ts';
import { variableOf } from './panel-colors.ts';

const namespace = 'http://www.w3.org/2000/svg';

const outlines: Readonly<Record<Marker, string>> = {
  circle: 'M 14 2.5 a 3.5 3.5 0 1 0 0.01 0 Z',
  rect: 'M 10.8 2.8 h 6.4 v 6.4 h -6.4 Z',
  triangle: 'M 14 1.8 L 18 9 H 10 Z',
  triangleDown: 'M 14 10.2 L 18 3 H 10 Z',
  rectRot: 'M 14 1.6 L 18.4 6 L 14 10.4 L 9.6 6 Z',
};

/** A sample of a line with its marker, for legends. */
export function swatch({ color, dash, marker }: Pick<FigureLine, 'color' | 'dash' | 'marker'>): SVGElement {
  const svg = shape('svg', { class: 'swatch', viewBox: '0 0 28 12', width: '28', height: '12', 'aria-hidden': 'true' });
  svg.style.color = `var(${variableOf(color)})`;
  svg.append(shape('line', { x1: '0', y1: '6', x2: '28', y2: '6', 'stroke-width': '2', 'stroke-dasharray': dash.join(' ') || 'none' }));
  if (marker) svg.append(shape('path', { d: outlines[marker], class: 'marker' }));
  return svg;
}

function shape(tag: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const node = document.createElementNS(namespace, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}
