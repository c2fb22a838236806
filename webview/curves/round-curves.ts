import type { ExperimentDocument } from '../../src/shared/results/experiment.ts';
import type { Line } from '../charts/line-set.ts';
import { formatRemaining } from '../format.ts';
import type { Quantity } from './curve-points.ts';
import { curvePoints } from './curve-points.ts';

/** How the curve of a round looks; by its place among all rounds, so that it never changes its colour. */
export interface RoundLook {
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
