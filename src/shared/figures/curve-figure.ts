/** Test accuracy against iteration, a line a round: the paper's figure 3. */
import type { ExperimentDocument, FailedTraining, TrainingSummary } from '../results/experiment.ts';
import { trainingPlace } from '../results/series-words.ts';
import type { Evaluation } from '../specs/training.ts';
import { formatCount, formatRemaining } from '../text/format.ts';
import { trainingAxes } from './axis.ts';
import type { Figure, FigureLine, FigurePoint } from './figure.ts';
import type { FigureColor } from './palette.ts';

/** Accuracy on which samples. */
export type Quantity = 'test' | 'validation';

/** Most experiments test at every evaluation; one that does so only at new minima has no curve of its test accuracy. */
export const curveQuantity = ({ config }: ExperimentDocument): Quantity =>
  config.training.testEvaluation === 'every' ? 'test' : 'validation';

const accuracyOf = (evaluation: Evaluation, quantity: Quantity): number | undefined =>
  quantity === 'test' ? evaluation.testAccuracy : evaluation.validationAccuracy;

type Evaluated = Pick<TrainingSummary, 'evaluations'>;

function percentsByIteration(trainings: readonly Evaluated[], quantity: Quantity): ReadonlyMap<number, readonly number[]> {
  const result = new Map<number, number[]>();
  for (const evaluation of trainings.flatMap(({ evaluations }) => evaluations)) {
    const accuracy = accuracyOf(evaluation, quantity);
    if (accuracy === undefined) continue;
    const here = result.get(evaluation.iteration);
    if (here) here.push(accuracy * 100);
    else result.set(evaluation.iteration, [accuracy * 100]);
  }
  return result;
}

/** Accuracy in percent, mean and range over trainings, at the iterations where each of them was evaluated. */
export function curvePoints(trainings: readonly Evaluated[], quantity: Quantity): FigurePoint[] {
  return [...percentsByIteration(trainings, quantity)]
    .filter(([, here]) => here.length === trainings.length)
    .sort(([a], [b]) => a - b)
    .map(([x, here]) => {
      const mean = here.reduce((sum, value) => sum + value, 0) / here.length;
      return { x, y: mean, low: Math.min(...here), high: Math.max(...here), open: false };
    });
}

const colors: readonly FigureColor[] = ['blue', 'green', 'orange', 'purple', 'red', 'yellow'];
const dashes: readonly (readonly number[])[] = [[], [8, 3], [3, 3], [10, 3, 2, 3]];

/** How the curve of a round looks, by its place among all rounds, so that it never changes its colour. @param index 0: dense. */
export function roundLook(index: number): Pick<FigureLine, 'color' | 'dash'> {
  if (index === 0) return { color: 'foreground', dash: [1, 3] };
  return { color: colors[(index - 1) % colors.length] ?? 'dim', dash: dashes[(index - 1) % dashes.length] ?? [] };
}

function roundLine({ rounds, trainings }: ExperimentDocument, index: number, quantity: Quantity): FigureLine {
  const { round = 0, remaining = 1 } = rounds[index] ?? {};
  const tickets = trainings.filter((training) => training.round === round && training.series === 'ticket');
  const label = round === 0 ? 'dense' : formatRemaining(remaining);
  return { label, ...roundLook(index), marker: null, step: false, points: curvePoints(tickets, quantity) };
}

/** More than these would hide the others; the notices name them all. */
const mostFailed = 6;

/** Trainings that broke down and were evaluated before, of the chosen rounds and of those of which nothing is finished. */
export function failedToShow({ failedTrainings, rounds }: ExperimentDocument, chosen: readonly number[]): readonly FailedTraining[] {
  const begun = new Set(rounds.map(({ round }) => round));
  return failedTrainings
    .filter(({ round, evaluations }) => evaluations.length > 0 && (chosen.includes(round) || !begun.has(round)))
    .slice(0, mostFailed);
}

/** "trial 2, dense network: failed at iteration 1,200" */
export const failureLabel = (failed: FailedTraining): string =>
  `${trainingPlace(failed)}: failed${failed.iteration === null ? '' : ` at iteration ${formatCount(failed.iteration)}`}`;

export const failedLook: Pick<FigureLine, 'color' | 'dash'> = { color: 'red', dash: [2, 2] };

/** The curve as far as it goes. */
const failedLine = (failed: FailedTraining, quantity: Quantity): FigureLine => ({
  ...{ label: `${trainingPlace(failed)}, until it failed`, ...failedLook, marker: null, step: false },
  points: curvePoints([failed], quantity),
});

/** The place where it broke down, at the height of its last evaluation. */
export function failurePoint(failed: FailedTraining, quantity: Quantity): FigurePoint[] {
  const last = curvePoints([failed], quantity).at(-1);
  return last ? [{ ...last, x: failed.iteration ?? last.x }] : [];
}

const failureMark = (failed: FailedTraining, quantity: Quantity): FigureLine => ({
  ...{ label: failureLabel(failed), ...failedLook, marker: 'rectRot', step: false },
  points: failurePoint(failed, quantity),
});

/** @param chosen Rounds; the tickets of these, and what has failed in them. */
export function curveFigure(document: ExperimentDocument, chosen: readonly number[]): Figure {
  const quantity = curveQuantity(document);
  const finished = document.rounds.flatMap(({ round }, index) => (chosen.includes(round) ? [roundLine(document, index, quantity)] : []));
  const failed = failedToShow(document, chosen).flatMap((one) => [failedLine(one, quantity), failureMark(one, quantity)]);
  const lines = [...finished, ...failed];
  const words = { id: 'curves', title: 'Accuracy while training', caption: 'Tickets. Line: mean, band: minimum to maximum over trials.' };
  return { ...words, ...trainingAxes(lines, `${quantity} accuracy, %`), lines };
}

/** The dense network, the headline's round, and rounds between and after: at most five. */
export function roundsToShow({ rounds, headline }: ExperimentDocument): readonly number[] {
  const all = rounds.map(({ round }) => round);
  const last = all.length - 1;
  const spread = [0, Math.round(last / 3), Math.round((2 * last) / 3), last].map((place) => all[place] ?? 0);
  return [...new Set([...spread, ...(headline.round === null ? [] : [headline.round])])].sort((a, b) => a - b);
}
