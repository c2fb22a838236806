import {
  curvePoints,
  failedLook,
  failedToShow,
  failureLabel,
  failurePoint,
  type Quantity,
  roundLook,
} from '../../src/shared/figures/curve-figure.ts';
import type { ExperimentDocument, FailedTraining, TrainingSummary } from '../../src/shared/results/experiment.ts';
import { trainingPlace } from '../../src/shared/results/series-words.ts';
import type { BandPoint, Line } from '../charts/line.ts';
import { formatAccuracy, formatCount, formatRemaining } from '../format.ts';

/** Accuracy against iteration with words for the pointer: "ticket, iteration 1,200: 97.86 %". */
export function curveOf(trainings: readonly Pick<TrainingSummary, 'evaluations'>[], quantity: Quantity, label: string): BandPoint[] {
  return curvePoints(trainings, quantity).map((point) => {
    const words = `${label}, iteration ${formatCount(point.x)}: ${formatAccuracy(point.y / 100)} %`;
    return { ...point, round: null, words };
  });
}

/** The rounds whose curves are shown: those that were chosen, else the dense network and the headline's round, or the last one. */
export function roundsShown(document: ExperimentDocument | null, chosenRounds: readonly number[]): readonly number[] {
  const rounds = document?.rounds.map(({ round }) => round) ?? [];
  const chosen = chosenRounds.filter((round) => rounds.includes(round));
  if (chosen.length > 0) return chosen;
  const best = document?.headline.round ?? rounds.at(-1) ?? 0;
  return rounds.filter((round) => round === 0 || round === best);
}

export const roundLabel = (round: number, remaining: number): string => (round === 0 ? 'dense' : `${formatRemaining(remaining)} %`);

/** A training that broke down: its curve, and a mark at the place. */
function failedLines(failed: FailedTraining, quantity: Quantity): Line[] {
  const common = { ...failedLook, width: 1.75, hidden: false };
  const mark = failurePoint(failed, quantity).map((point) => ({ ...point, round: null, words: failed.reason }));
  return [
    { ...common, key: `failed-${failed.role}`, points: curveOf([failed], quantity, trainingPlace(failed)), marker: null },
    { ...common, key: `failure-${failed.role}`, points: mark, marker: 'rectRot' },
  ];
}

/** Curves of trainings that broke down, beside those of the chosen rounds. */
export const failedCurves = (document: ExperimentDocument, chosen: readonly number[], quantity: Quantity): Line[] =>
  failedToShow(document, chosen).flatMap((failed) => failedLines(failed, quantity));

/** What the lines of `failedCurves` are called. */
export const failedLabels = (document: ExperimentDocument, chosen: readonly number[]): readonly string[] =>
  failedToShow(document, chosen).flatMap((failed) => [`${trainingPlace(failed)}, until it failed`, failureLabel(failed)]);

/** One line a chosen round: the mean of its tickets over trials. */
export function roundCurves(document: ExperimentDocument, chosen: readonly number[], quantity: Quantity): Line[] {
  return document.rounds.flatMap(({ round, remaining }, index) => {
    if (!chosen.includes(round)) return [];
    const trainings = document.trainings.filter((training) => training.round === round && training.series === 'ticket');
    const points = curveOf(trainings, quantity, roundLabel(round, remaining));
    return [{ key: `round-${round}`, points, ...roundLook(index), marker: null, width: 1.75, hidden: false }];
  });
}
