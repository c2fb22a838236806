/** Figures of a few points, and their SVG taken apart. */
import { svgOf } from '../../../../src/shared/charts/svg.ts';
import { linearAxis } from '../../../../src/shared/figures/figure/axis.ts';
import type { Figure, FigureLine } from '../../../../src/shared/figures/figure/figure.ts';
import type { StopBound } from '../../../../src/shared/results/verdict/early-stop.ts';

export const point = (x: number, y: number, low = y, high = y, bound: StopBound = 'exact') => ({ x, y, low, high, bound });

export const line = (more: Partial<FigureLine> = {}): FigureLine => ({
  ...{ label: 'a & b', color: 'ticket', dash: [], marker: 'rect', step: false },
  points: [point(0, 0, 0, 25), point(5, 25, 20, 50, 'at-least')],
  ...more,
});

/** Its axes reach from 0 to 10 and from 0 to 100 %. */
export const figure = (lines: readonly FigureLine[], more: Partial<Figure> = {}): Figure => ({
  ...{ id: 'tiny', title: 'Tiny <one>', caption: 'A figure.' },
  x: linearAxis('iteration', 'count', [0, 10]),
  y: linearAxis('accuracy, %', 'percent', [0, 100]),
  lines,
  ...more,
});

export type Shape = Readonly<Record<string, string>>;

const attributesOf = (text: string): Shape =>
  Object.fromEntries([...text.matchAll(/([a-z-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));

/** Attributes of every shape, in the order in which they are drawn. */
export const shapesOf = (svg: string): readonly Shape[] =>
  [...svg.matchAll(/<path ([^>]*)\/>/g)].map(([, text = '']) => attributesOf(text));

/** Words with their places. */
export const wordsOf = (svg: string): readonly (Shape & { readonly text: string })[] =>
  [...svg.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(([, attributes = '', text = '']) => ({ ...attributesOf(attributes), text }));

/** Every place of a path. */
export const placesOf = ({ d = '' }: Shape): readonly (readonly [number, number])[] =>
  [...d.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);

/** Lines, without the grid and the samples of the legend: these are cut off at the axes. */
export const strokesOf = (svg: string): readonly Shape[] => shapesOf(svg).filter((shape) => shape['clip-path'] && shape['fill'] === 'none');

/** Marks: filled and outlined. */
export const marksOf = (svg: string): readonly Shape[] =>
  shapesOf(svg).filter(({ fill, stroke }) => fill !== 'none' && stroke !== undefined);

export const drawn = (lines: readonly FigureLine[], more: Partial<Figure> = {}): string => svgOf(figure(lines, more));
