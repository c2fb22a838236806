/** Figures of one layer of a ticket: its weights, how far they moved, what it connects (the paper, appendix F). */
import type { Histogram, LayerAnalysis } from '../results/ticket/ticket-analysis.ts';
import { linearAxis } from './figure/axis.ts';
import type { Figure, FigureLine, FigurePoint } from './figure/figure.ts';
import type { FigureColor } from './figure/palette.ts';
import { t } from '../text/language.ts';

const point = (x: number, y: number): FigurePoint => ({ x, y, low: y, high: y });

/** Bars as points at their left edges, closed by one at the right edge. */
function bars({ from, width, counts }: Histogram): FigurePoint[] {
  const edge = (index: number): number => Number((from + index * width).toPrecision(6));
  return [...counts.map((count, index) => point(edge(index), count)), point(edge(counts.length), counts.at(-1) ?? 0)];
}

const line = (label: string, color: FigureColor, dash: readonly number[], step: boolean, points: FigurePoint[]): FigureLine => {
  return { label, color, dash, marker: null, step, points };
};

interface Words {
  readonly id: string;
  readonly title: string;
  readonly caption: string;
}

function figure(words: Words, x: string, y: string, lines: readonly FigureLine[], unit: 'number' | 'count'): Figure {
  const points = lines.flatMap((each) => each.points);
  const across = linearAxis(
    x,
    unit,
    points.map((each) => each.x),
  );
  return { ...words, x: across, y: linearAxis(y, 'count', [0, ...points.map((each) => each.y)]), lines };
}

export function weightsFigure({ name, initial, trained }: LayerAnalysis): Figure {
  const lines = [
    line(t('initial weights'), 'blue', [], true, bars(initial)),
    ...(trained ? [line(t('trained weights'), 'orange', [7, 4], true, bars(trained))] : []),
  ];
  const words = {
    id: `${name}-weights`,
    title: t('{0}: weights of the survivors', name),
    caption: t('Histogram of the weights that remain.'),
  };
  return figure(words, t('weight'), t('weights'), lines, 'number');
}

export function movedFigure({ name, moved }: LayerAnalysis): Figure {
  const lines = moved ? [line(t('survivors'), 'blue', [], true, bars(moved.histogram))] : [];
  const words = {
    id: `${name}-moved`,
    title: t('{0}: how far they moved', name),
    caption: t('Distance between initial and trained weight.'),
  };
  return figure(words, t('|trained - initial|'), t('weights'), lines, 'number');
}

const ranked = (counts: readonly number[]): FigurePoint[] =>
  counts.toSorted((a, b) => b - a).map((count, index) => point(index + 1, count));

export function connectionsFigure({ name, shape, incoming, outgoing }: LayerAnalysis): Figure {
  const isConvolution = shape.length === 4;
  const lines = [
    line(isConvolution ? t('incoming, by filter') : t('incoming, by unit'), 'blue', [], false, ranked(incoming)),
    line(isConvolution ? t('outgoing, by channel') : t('outgoing, by input'), 'orange', [7, 4], false, ranked(outgoing)),
  ];
  const caption = isConvolution
    ? t('Surviving connections into each filter and out of each channel, most connected first.')
    : t('Surviving connections into each unit and out of each input, most connected first.');
  return figure({ id: `${name}-connections`, title: t('{0}: connections', name), caption }, t('rank'), t('connections'), lines, 'count');
}

export const layerFigures = (layer: LayerAnalysis): readonly Figure[] =>
  [weightsFigure(layer), movedFigure(layer), connectionsFigure(layer)].filter(({ lines }) => lines.length > 0);
