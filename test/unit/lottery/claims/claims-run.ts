/** Runs in a few numbers, for the tests of the claims. */
import { type JudgedRound, seriesSummary } from '../../../../src/lottery/results/summary.ts';
import type { StopBound } from '../../../../src/shared/results/verdict/early-stop.ts';
import type { TrainingSummary } from '../../../../src/shared/results/experiment.ts';
import type { SeriesName } from '../../../../src/shared/specs/series.ts';
import { training } from '../fixtures.ts';

/** Accuracy and early stop of each trial. */
export type Cell = readonly (readonly [accuracy: number, stop: number, bound?: StopBound])[];

export interface Row {
  /** 0..1 */
  readonly remaining: number;
  readonly cells: Readonly<Partial<Record<SeriesName, Cell>>>;
}

const weights = 1_000_000;

const cellTrainings = (round: number, series: SeriesName, cell: Cell): TrainingSummary[] =>
  cell.map(([accuracy, stop, bound], index) => training({ trial: index + 1, round, series }, accuracy, stop, bound));

function rowTrainings({ cells }: Row, round: number): TrainingSummary[] {
  return (Object.keys(cells) as SeriesName[]).flatMap((series) => cellTrainings(round, series, cells[series] ?? []));
}

/** The first row is the dense network. */
export function runOf(rows: readonly Row[]): { readonly rounds: JudgedRound[]; readonly trainings: TrainingSummary[] } {
  const trainings = rows.flatMap(rowTrainings);
  const rounds = rows.map(({ remaining }, round): JudgedRound => {
    const tickets = trainings.filter((one) => one.round === round && one.series === 'ticket');
    return { round, remaining, remainingCount: Math.round(remaining * weights), series: { ticket: seriesSummary(tickets) }, verdict: null };
  });
  return { rounds, trainings };
}

export const cellOf = (accuracies: readonly number[], stops: readonly number[], bound: StopBound = 'exact'): Cell =>
  accuracies.map((accuracy, index) => [accuracy, stops[index] ?? 0, bound]);
