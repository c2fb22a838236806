import type { ExperimentDocument, TrainingSummary } from '../../src/shared/results/experiment.ts';
import type { Evaluation } from '../../src/shared/specs/training.ts';
import type { ChartWords } from '../charts/create-chart.ts';
import type { BandPoint, Line } from '../charts/line-set.ts';
import { formatAccuracy, formatCount, formatRemaining } from '../format.ts';
import type { Panel } from '../model/panel.ts';

type Quantity = 'test' | 'validation';

/** Accuracy against iteration, mean and range over trainings, at the iterations where each of them was evaluated. */
export function curvePoints(trainings: readonly TrainingSummary[], quantity: Quantity, label: string): BandPoint[] {
  return [...valuesByIteration(trainings, quantity)]
    .filter(([, values]) => values.length === trainings.length)
    .sort(([a], [b]) => a - b)
    .map(([iteration, values]) => pointOf(iteration, values, label));
}

function valuesByIteration(trainings: readonly TrainingSummary[], quantity: Quantity): Map<number, number[]> {
  const result = new Map<number, number[]>();
  for (const evaluation of trainings.flatMap(({ evaluations }) => evaluations)) {
    const value = accuracyOf(evaluation, quantity);
    if (value === undefined) continue;
    const values = result.get(evaluation.iteration);
    if (values) values.push(value);
    else result.set(evaluation.iteration, [value]);
  }
  return result;
}

const accuracyOf = (evaluation: Evaluation, quantity: Quantity): number | undefined =>
  quantity === 'test' ? evaluation.testAccuracy : evaluation.validationAccuracy;

function pointOf(iteration: number, values: readonly number[], label: string): BandPoint {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const scaled = { y: mean * 100, low: Math.min(...values) * 100, high: Math.max(...values) * 100 };
  const words = `${label}, iteration ${formatCount(iteration)}: ${formatAccuracy(mean)} %`;
  return { x: iteration, ...scaled, open: false, round: null, words };
}

/** Axes of every chart over iterations. */
export const curveWords: ChartWords = { xTitle: 'iteration', yUnit: 'percent' };

/** The rounds whose curves are shown: those that were chosen, else the dense network and the headline's. */
export function chosenRounds({ state, snapshot: { document } }: Panel): readonly number[] {
  const rounds = document?.rounds.map(({ round }) => round) ?? [];
  const chosen = state.chosenRounds.filter((round) => rounds.includes(round));
  if (chosen.length > 0) return chosen;
  const best = document?.headline.round ?? rounds.at(-1) ?? 0;
  return rounds.filter((round) => round === 0 || round === best);
}

/** How the curve of a round looks; by its place among all rounds, so that it never changes its colour. */
interface RoundLook {
  readonly color: string;
  readonly dash: readonly number[];
}

const colors = ['--series-ticket', '--round-green', '--series-reinit', '--series-mask', '--round-red', '--round-yellow'];
const dashes: readonly (readonly number[])[] = [[], [8, 3], [3, 3], [10, 3, 2, 3]];

export function roundLook(index: number): RoundLook {
  if (index === 0) return { color: '--foreground', dash: [1, 3] };
  return { color: colors[(index - 1) % colors.length] as string, dash: dashes[(index - 1) % dashes.length] as readonly number[] };
}

export const roundLabel = (round: number, remaining: number): string => (round === 0 ? 'dense' : `${formatRemaining(remaining)} %`);

/** One line a chosen round: the mean of its tickets over trials. */
export function roundCurves(document: ExperimentDocument, chosen: readonly number[], quantity: Quantity): Line[] {
  return document.rounds.flatMap(({ round, remaining }, index) => {
    if (!chosen.includes(round)) return [];
    const trainings = document.trainings.filter((training) => training.round === round && training.series === 'ticket');
    const points = curvePoints(trainings, quantity, roundLabel(round, remaining));
    return [{ key: `round-${round}`, points, ...roundLook(index), point: false as const, width: 1.75, hidden: false }];
  });
}
