/** Two experiments in one figure, e.g. one-shot against iterative pruning. */
import type { ExperimentDocument } from '../results/experiment.ts';
import { linearAxis, remainingAxis } from './figure/axis.ts';
import type { Figure, FigureLine } from './figure/figure.ts';
import type { FigureColor } from './figure/palette.ts';
import { accuracyFigure, stopFigure } from './round-figures.ts';

const nameOf = ({ experiment, config }: ExperimentDocument): string => `${experiment} (${config.pruning.schedule})`;

/** Tickets and their random reinitialisations of both; the other experiment's in colours of its own. */
function bothLines(own: Figure, other: Figure, names: readonly [string, string]): FigureLine[] {
  const named = ({ lines }: Figure, name: string, recolor: Readonly<Partial<Record<FigureColor, FigureColor>>>): FigureLine[] =>
    lines
      .filter(({ key }) => key !== 'dense')
      .map((line) => ({ ...line, label: `${line.label}, ${name}`, color: recolor[line.color] ?? line.color }));
  return [...named(own, names[0], {}), ...named(other, names[1], { ticket: 'green', randomReinit: 'red' })];
}

function both(figure: Figure, other: Figure, names: readonly [string, string], from?: number): Figure {
  const lines = bothLines(figure, other, names);
  const values = lines.flatMap(({ points }) => points.flatMap(({ low, high }) => [low, high]));
  const percents = [...new Set(lines.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => b - a);
  const floor = from ?? Math.max(figure.y.min, other.y.min, Math.min(...values, Infinity));
  const y = linearAxis(figure.y.title, figure.y.unit, values, Number.isFinite(floor) ? floor : 0);
  return { ...figure, id: `${figure.id}-compared`, lines, x: remainingAxis(percents), y };
}

/** Accuracy and early stop of two experiments against weights remaining. */
export function comparedFigures(own: ExperimentDocument, other: ExperimentDocument): readonly [Figure, Figure] {
  const names = [nameOf(own), nameOf(other)] as const;
  const series = ['ticket', 'randomReinit'] as const;
  return [
    both(accuracyFigure(own, series), accuracyFigure(other, series), names),
    both(stopFigure(own, series), stopFigure(other, series), names, 0),
  ];
}
