/** Test accuracy against iteration, a line a round: the paper's figure 3. */
import type { ExperimentDocument, TrainingSummary } from '../results/experiment.ts';
import type { Evaluation } from '../specs/training.ts';
import { formatRemaining } from '../text/format.ts';
import { trainingAxes } from './axis.ts';
import type { Figure, FigureLine, FigurePoint } from './figure.ts';

const colors = ['ticket', 'green', 'reinit', 'mask', 'red', 'yellow'];
const dashes: readonly (readonly number[])[] = [[], [8, 3], [3, 3], [10, 3, 2, 3]];

type Read = (evaluation: Evaluation) => number | undefined;

/** At the iterations where each of the trainings was evaluated. */
function points(trainings: readonly TrainingSummary[], read: Read): FigurePoint[] {
  const values = new Map<number, number[]>();
  for (const evaluation of trainings.flatMap(({ evaluations }) => evaluations)) {
    const value = read(evaluation);
    if (value !== undefined) values.set(evaluation.iteration, [...(values.get(evaluation.iteration) ?? []), value * 100]);
  }
  const complete = [...values].filter(([, here]) => here.length === trainings.length).sort(([a], [b]) => a - b);
  return complete.map(([x, here]) => {
    const mean = here.reduce((sum, value) => sum + value, 0) / here.length;
    return { x, y: mean, low: Math.min(...here), high: Math.max(...here), open: false };
  });
}

function look(index: number): Pick<FigureLine, 'color' | 'dash'> {
  if (index === 0) return { color: 'foreground', dash: [1, 3] };
  return { color: colors[(index - 1) % colors.length] ?? 'dim', dash: dashes[(index - 1) % dashes.length] ?? [] };
}

/** @param chosen Rounds; the tickets of these. */
export function curveFigure({ rounds, trainings, config }: ExperimentDocument, chosen: readonly number[]): Figure {
  const tested = config.training.testEvaluation === 'every';
  const read: Read = tested ? ({ testAccuracy }) => testAccuracy : ({ validationAccuracy }) => validationAccuracy;
  const shown = rounds.filter(({ round }) => chosen.includes(round));
  const lines = shown.map(({ round, remaining }, index): FigureLine => {
    const tickets = trainings.filter((training) => training.round === round && training.series === 'ticket');
    const label = round === 0 ? 'dense' : formatRemaining(remaining);
    return {
      label,
      ...look(round === 0 ? 0 : index + (shown[0]?.round === 0 ? 0 : 1)),
      marker: null,
      step: false,
      points: points(tickets, read),
    };
  });
  const words = { id: 'curves', title: 'Accuracy while training', caption: 'Tickets. Line: mean, band: minimum to maximum over trials.' };
  return { ...words, ...trainingAxes(lines, `${tested ? 'test' : 'validation'} accuracy, %`), lines };
}

/** The dense network, the headline's round, and rounds between and after: at most five. */
export function roundsToShow({ rounds, headline }: ExperimentDocument): readonly number[] {
  const all = rounds.map(({ round }) => round);
  const last = all.length - 1;
  const spread = [0, Math.round(last / 3), Math.round((2 * last) / 3), last].map((place) => all[place] ?? 0);
  return [...new Set([...spread, ...(headline.round === null ? [] : [headline.round])])].sort((a, b) => a - b);
}
