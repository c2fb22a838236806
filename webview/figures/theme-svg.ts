/** Figures as SVG in the panel: in the theme's colours, as wide as their box so that letters keep their size. */
import type { Figure } from '../../src/shared/figures/figure.ts';
import { svgOf } from '../../src/shared/figures/svg.ts';
import { variableOf } from '../charts/panel-colors.ts';
import { color } from '../charts/theme.ts';

/** @param width Of the box, in CSS pixels. @param legend Whether the words of the lines stand below it. */
export const themeSvg = (figure: Figure, width: number, legend = true): string =>
  svgOf(figure, { colorOf: (name) => color(variableOf(name)), width, legend, named: false });

/** The element that an SVG text describes. */
export const svgElement = (svg: string): Element =>
  document.importNode(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement, true);
