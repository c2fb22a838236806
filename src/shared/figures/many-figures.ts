/** Any number of experiments, or of trainings, in one figure. */
import type { ExperimentDocument, TrainingSummary } from '../results/experiment.ts';
import { linearAxis, remainingAxis, trainingAxes } from './figure/axis.ts';
import { curvePoints, type Quantity, accuracyTitle } from './curve-points.ts';
import type { Figure, FigureLine } from './figure/figure.ts';
import { accuracyFigure, stopFigure } from './round-figures.ts';
import { memberLook } from './sweep-figure.ts';
import { t } from '../text/language.ts';

interface Labelled {
  readonly label: string;
}

type LabelledExperiment = Labelled & { readonly document: ExperimentDocument };
type LabelledTraining = Labelled & { readonly training: TrainingSummary | null };

/** Of each experiment's figure the line of its tickets. */
function linesOf(items: readonly LabelledExperiment[], draw: (document: ExperimentDocument) => Figure): readonly FigureLine[] {
  return items.flatMap(({ label, document }, index) => {
    const [ticket] = draw(document).lines.filter(({ color }) => color === 'ticket');
    return ticket ? [{ ...ticket, key: label, label, ...memberLook(index) }] : [];
  });
}

/** Collapsed networks would flatten all others: the axis ends 6 points below the best. */
function accuracyFloor(values: readonly number[]): number | undefined {
  const [best, worst] = [Math.max(...values), Math.min(...values)];
  return best - worst > 12 ? Math.floor(best - 6) : undefined;
}

type Floor = (values: readonly number[]) => number | undefined;

function overSizes(items: readonly LabelledExperiment[], draw: (document: ExperimentDocument) => Figure, floor: Floor): Figure | null {
  const lines = linesOf(items, draw);
  const [first] = items;
  if (!first || lines.length === 0) return null;
  const { y, reference: _reference, spreadOf: _spreadOf, ...words } = draw(first.document);
  const values = lines.flatMap(({ points }) => points.flatMap(({ low, high }) => [low, high]));
  const sizes = [...new Set(lines.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => b - a);
  const caption = t('Tickets. Line: mean, band: minimum to maximum over trials; hollow: a bound.');
  return {
    ...words,
    id: `${words.id}-compared`,
    caption,
    lines,
    x: remainingAxis(sizes),
    y: linearAxis(y.title, y.unit, values, floor(values)),
  };
}

/** Test accuracy and early stop of the tickets of several experiments against weights remaining; null where there are none. */
export const experimentFigures = (items: readonly LabelledExperiment[]): readonly (Figure | null)[] => [
  overSizes(items, (document) => accuracyFigure(document, ['ticket']), accuracyFloor),
  overSizes(
    items,
    (document) => stopFigure(document, ['ticket']),
    () => 0,
  ),
];

/** Accuracy of several trainings while they were trained; validation accuracy where one of them was not tested all along. */
export function trainingsFigure(items: readonly LabelledTraining[]): Figure | null {
  const trained = items.flatMap(({ label, training }, index) => (training ? [{ label, training, index }] : []));
  if (trained.length === 0) return null;
  const tested = trained.every(({ training }) => training.evaluations.every(({ testAccuracy }) => testAccuracy !== undefined));
  const quantity: Quantity = tested ? 'test' : 'validation';
  const lines = trained.map(({ label, training, index }): FigureLine => ({
    ...{ key: label, label, ...memberLook(index), marker: null, step: false },
    points: curvePoints([training], quantity),
  }));
  const caption = tested
    ? t('One line for each ticket: its test accuracy while it was trained.')
    : t('One line for each ticket: its validation accuracy while it was trained.');
  return { id: 'curves-compared', title: t('Accuracy while training'), caption, ...trainingAxes(lines, accuracyTitle(quantity)), lines };
}
